"""What people said, as an entry of the record begins."""

import pytest

from bot.actions.said import top_answers
from bot.core.answers import Answer, Counted
from bot.core.people import Audience
from bot.core.results import tabulate
from bot.core.words import Reader
from bot.texts import Texts
from tests.core.examples import question, survey
from tests.shipped import shipped_content


@pytest.fixture(scope="module")
def texts() -> Texts:
    content = shipped_content()
    return Texts(content.messages, content.forum.time_zone, content.forum.standing())


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (
            "scale",
            {"4": 8, "2": 6, "5": 9, "1": 5},
            "Well? 5 of 5: 9 of 28 people; 4 of 5: 8 of 28 people; 2 of 5: 6 of 28 people."
            " (1 means: never. 5 means: always.)",
        ),
        ("choose_one", {"b": 9, "a": 6}, "Well? B: 9 of 15 people; A: 6 of 15 people."),
    ],
)
def test_the_largest_stands_first_and_a_scale_says_what_it_means(
    texts: Texts, kind: str, given: dict[str, int], said: str
) -> None:
    asked = survey(question(kind))
    answers = [
        Counted({"q": Answer(chosen=(one,))}, Audience.PARENT)
        for one, times in given.items()
        for _ in range(times)
    ]
    (table,) = tabulate(asked, answers, 5).tables

    assert top_answers(texts, Reader(), asked, table) == said
