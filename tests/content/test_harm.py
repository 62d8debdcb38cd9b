"""The words of harm: the shipped lists, and a forum's own beside them."""

import pytest

from bot.content import load_content
from bot.core.harm import Level, Watch
from tests.content.forum_folder import Folders

SHIPPED = """
danger:
  violence:
    - HIT (ME|him)
  another:
    when_asking: distress
    phrases: [cut* himself]
distress:
  low: [cannot cope]
asking: [help with]
everyday: [hit the road]
groups:
  HIT: [hit*, punch*]
  ME: [me]
"""
OURS = """
danger:
  violence: [clattered ME]
  minibus: [left on the minibus]
distress:
  low: [clemmed]
groups:
  ME: [wor kid]
  BUS: [bus]
everyday: [punch line, miss* the BUS]
"""


@pytest.fixture
def both(folders: Folders) -> Folders:
    Folders(folders.shipped, folders.shipped).write("harm.yaml", SHIPPED)
    return folders


def test_a_forum_adds_its_words_beside_the_shipped_ones(both: Folders) -> None:
    both.write("harm.yaml", OURS)

    watch = Watch(load_content(both.ours, both.shipped).harm)

    said = ["he hit me", "he hit wor kid", "he clattered wor kid", "they left him on the minibus"]
    assert [watch.look(text) for text in said] == [Level.DANGER, Level.DANGER, Level.DANGER, None]
    assert watch.look("left on the minibus") is Level.DANGER
    assert watch.look("clemmed") is watch.look("I cannot cope") is Level.DISTRESS
    assert watch.look("help with him, he cut himself") is Level.DISTRESS
    assert watch.look("the punch line me and you") is None


def test_without_a_file_of_its_own_a_forum_has_the_shipped_words(both: Folders) -> None:
    assert Watch(load_content(both.ours, both.shipped).harm).look("he hits me") is Level.DANGER
    assert "3 phrases of harm" in both.check().found


def test_without_any_file_there_are_none(folders: Folders) -> None:
    assert load_content(folders.ours, folders.shipped).harm.length == 0


@pytest.mark.parametrize(
    ("written", "key", "what"),
    [
        ("danger: {v: [hit (me]}", "danger.v[0]", "not closed"),
        ("danger: {v: [he hits THEM]}", "danger.v[0]", "no group `THEM`"),
        ("distress: {v: ['']}", "distress.v[0]", "is empty"),
        ("distress: {v: {phrases: [low], when_askin: distress}}", "distress.v.when_askin", "means nothing"),
        ("danger: {v: {phrases: [low], when_asking: fine}}", "danger.v.when_asking", "cannot stand here"),
        ("everyday: [hit ... me]", "everyday[0]", "takes no `...`"),
        ("everyday: [hit + me]", "everyday[0]", "takes no `...`"),
        ("groups: {ONE: [TWO], TWO: [ONE]}", "groups.ONE", "names itself"),
        ("fillers: [so]\ndanger: {v: [so low]}", "danger.v[0]", "`so` is passed over"),
        ("dangers: {}", "dangers", "means nothing"),
        ("danger: [hit me]", "danger", "needs lines of its own"),
    ],
)
def test_a_bad_list_is_told(both: Folders, written: str, key: str, what: str) -> None:
    both.write("harm.yaml", written)

    problems = {problem.key: problem for problem in both.check().problems}

    assert what in problems[key].what
    assert problems[key].remedy and problems[key].line


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("everyday: [hit me]", "everyday"),
        ("everyday: [cannot]", "everyday"),
        ("fillers: [hit]", "fillers"),
        ("asking: [cut]", "asking"),
    ],
)
def test_a_forum_cannot_hide_what_is_shipped(both: Folders, written: str, key: str) -> None:
    both.write("harm.yaml", written)

    problem = both.only_problem()

    assert problem.key == key
    assert "would no longer be taken for" in problem.what
    assert problem.line == 1
