"""The shipped directory answers the measured set as promised, also the half it was not tuned on."""

import pytest

from bot.core.support.directory import Directory
from bot.core.support.fitting import Who
from bot.core.support.outcomes import AskedBack, Found
from bot.core.support.replies import answer
from bot.core.support.search import Index
from tests.core.support.measuring import TUNED, UNSEEN, measure_half, misunderstood, read_questions
from tests.shipped import shipped_content


@pytest.fixture(scope="module")
def directory() -> Directory:
    content = shipped_content()
    return Directory.of(content.organisations.values(), {}, content.topics, content.jargon, content.speech)


@pytest.fixture(scope="module")
def index(directory: Directory) -> Index:
    return directory.index


def test_there_are_150_questions_and_half_of_them_are_unseen() -> None:
    tuned, unseen = (
        [question.asked for question in read_questions(half) if question.right] for half in (TUNED, UNSEEN)
    )

    assert len(tuned) + len(unseen) >= 150
    assert 0.45 <= len(unseen) / len(tuned + unseen) <= 0.55
    assert not {*tuned} & {*unseen}


def test_every_right_answer_is_in_the_directory() -> None:
    organisations = shipped_content().organisations

    for half in (TUNED, UNSEEN):
        for question in read_questions(half):
            assert question.right <= organisations.keys(), question.asked
            assert bool(question.right) != bool(question.other), question.asked


@pytest.mark.parametrize("half", [UNSEEN, TUNED])
@pytest.mark.parametrize("known", [True, False])
def test_the_right_organisation_is_among_the_first_three_and_mostly_first(
    index: Index, half: str, known: bool
) -> None:
    share = measure_half(index, half, known)

    assert share.among >= 0.9
    assert share.first >= 0.75


def test_small_talk_seldom_names_an_organisation(index: Index) -> None:
    assert measure_half(index, UNSEEN).small_talk <= 0.1
    assert measure_half(index, TUNED).small_talk <= 0.06


def test_terms_courtesies_and_cries_for_help_of_the_tuned_half_are_understood(index: Index) -> None:
    terms = shipped_content().jargon

    assert misunderstood(index, TUNED, {"courtesy", "asked", *terms}) == []


@pytest.mark.parametrize(
    "cry",
    [
        "help",
        "help me please",
        "HELP!!!",
        "hlp",
        "sos",
        "i cant cope",
        "I can't cope any more",
        "i cant do this any more",
        "i give up",
        "its all too much",
        "at the end of my tether",
        "nobody helps me",
        "everything is going wrong",
    ],
)
def test_a_short_cry_for_help_is_never_left_without_anybody(directory: Directory, cry: str) -> None:
    """It is asked back about, and with that goes whom to call."""
    assert isinstance(answer(directory, cry, Who()), AskedBack)


def test_whoever_says_more_than_a_cry_is_named_somebody(index: Index) -> None:
    for said in ("i cant cope, she wont go to school", "help with school transport", "help with a dla form"):
        assert isinstance(index.ask(said), Found), said
