"""Which texts a coordinator may read."""

from typing import Any

from bot.core.answers import Answer, Counted
from bot.core.results import tabulate
from bot.core.surveys import Survey
from bot.core.written import Found, Written, readable_texts
from tests.core.examples import OPTIONS, question, survey

OTHER = [*OPTIONS[:2], {"id": "other", "text": "Other", "other": True}]


def readable(asked: Survey, *answers: dict[str, Answer]) -> list[Found]:
    responses = [Counted(each) for each in answers]
    return [*readable_texts(asked, responses, tabulate(asked, responses, 5), 5)]


def wrote(text: str = "Mine", **more: Any) -> dict[str, Answer]:
    return {"q": Answer(text=text, **more)}


def test_texts_to_an_ordinary_question_are_read_however_few_they_are() -> None:
    found = readable(survey(question("short_text")), wrote("Ring 07700 900123", quotable=True))

    assert found == [Found("q", "Ring ⟦phone⟧", True)]


def test_texts_to_a_personal_question_are_read_from_the_threshold_on() -> None:
    asked = survey(question("long_text", sensitivity="personal"))

    assert readable(asked, *[wrote()] * 4) == []
    assert readable(asked, *[wrote()] * 5) == [Found("q", "Mine", False)] * 5


def test_texts_that_follow_a_personal_answer_are_held_back_like_it() -> None:
    asked = survey(
        question(id="first", sensitivity="personal"),
        question("short_text", show_if={"question": "first", "was": ["a"]}),
    )

    assert readable(asked, *[{"first": Answer(chosen=("a",)), **wrote()}] * 4) == []


def test_what_other_means_is_read_only_where_its_count_may_be_told() -> None:
    asked = survey(question(options=OTHER, sensitivity="personal"))
    other = {"q": Answer(chosen=("other",), text="Mine")}
    plain, few = {"q": Answer(chosen=("a",))}, {"q": Answer(chosen=("b",))}

    assert readable(asked, *[other] * 4, *[plain] * 20) == []
    assert len(readable(asked, *[other] * 6, *[plain] * 20)) == 6
    assert readable(asked, *[other] * 6, *[plain] * 20, *[few] * 2) == []  # hidden so that few stays so


def test_nothing_but_words_is_read() -> None:
    asked = survey(question(id="q"), question("short_text", id="words"))

    assert readable(asked, {"q": Answer(chosen=("a",)), "words": Answer(skipped=True)}) == []


def test_words_that_were_masked_by_hand_are_masked_in_what_is_read() -> None:
    text = Written(1, 1, "q", "Sam and ⟦phone⟧", False, ("sam",), None, 0)

    assert text.text == "⟦words⟧ and ⟦phone⟧"
