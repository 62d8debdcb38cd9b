"""The rows of a file: nothing in them gives more than the tables."""

from collections import Counter
from functools import partial
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import SKIPPED, Answer, Answers, Counted
from bot.core.people import Audience
from bot.core.report import Value
from bot.core.results import is_guarded, tabulate
from bot.core.rows import NOT_SHOWN, PRIVATE, Given, columns, rows
from bot.core.rows import SKIPPED as MARKED_SKIPPED
from bot.core.surveys import Survey, shown_questions
from tests.core.examples import question, survey

FIRST_IS_A = {"question": "first", "was": ["a"]}
FIRST_IS_B_OR_C = {"question": "first", "was_not": ["a"]}


def made(asked: Survey, responses: list[Counted], threshold: int = 5) -> list[dict[str, str]]:
    names = [column.name for column in columns(asked)]
    given_ = [Given(one.answers) for one in responses]
    result = tabulate(asked, responses, threshold)
    lines = rows(asked, result, given_, len(given_), partial(alike, responses), Random(7).shuffle)
    return [dict(zip(names, map(said, line), strict=True)) for line in lines]


def alike(responses: list[Counted], asked: str) -> list[tuple[Answer, int]]:
    return [(one.answers[asked], 1) for one in responses if asked in one.answers]


def said(cell: Value) -> str:
    return "" if cell is None else str(cell)


def column(asked: Survey, responses: list[Counted], name: str) -> Counter[str]:
    return Counter(line[name] for line in made(asked, responses))


def answers(question_id: str = "q", **times: int) -> list[Counted]:
    return [Counted({question_id: Answer(chosen=(choice,))}) for choice, n in times.items() for _ in range(n)]


def test_a_row_brings_the_ordinary_answers_of_one_person_together() -> None:
    asked = survey(question(id="first"), question("choose_several", id="second"))
    two = [
        Counted({"first": Answer(chosen=("a",)), "second": Answer(chosen=("b", "c"))}),
        *[Counted({"first": Answer(chosen=("b",)), "second": SKIPPED})] * 5,
        *[Counted({"first": SKIPPED, "second": Answer(chosen=("a",))})] * 5,
    ]

    lines = Counter(tuple(line.values()) for line in made(asked, two))

    assert lines == {
        ("a", "A", "0", "1", "1"): 1,
        ("b", "B", *[MARKED_SKIPPED] * 3): 5,
        (MARKED_SKIPPED, MARKED_SKIPPED, "1", "0", "0"): 5,
    }


def test_the_columns_say_what_they_hold() -> None:
    asked = survey(question(id="first"), question("choose_several", id="second", sensitivity="personal"))

    assert [one.name for one in columns(asked)] == [
        "first",
        "first__label",
        "second__unlinked__a",
        "second__unlinked__b",
        "second__unlinked__c",
    ]
    assert [one.unlinked for one in columns(asked)] == [False] * 2 + [True] * 3
    assert columns(asked)[0].values == (("a", "A"), ("b", "B"), ("c", "C"))


def test_what_people_wrote_is_not_in_the_file() -> None:
    asked = survey(question(), question("short_text", id="words"))
    wrote = [Counted({"q": Answer(chosen=("a",)), "words": Answer(text="my lunch")})] * 6

    assert "lunch" not in str(made(asked, wrote))
    assert [one.name for one in columns(asked)] == ["q", "q__label"]


def test_a_survey_of_texts_alone_still_has_a_row_for_each_response() -> None:
    wrote = [Counted({"words": Answer(text="my lunch")})] * 6

    assert made(survey(question("short_text", id="words")), wrote) == [{}] * 6


def test_an_ordinary_question_that_was_not_shown_says_so() -> None:
    asked = survey(question(id="first"), question(id="then", show_if=FIRST_IS_A))
    responses = [
        *[Counted({"first": Answer(chosen=("a",)), "then": Answer(chosen=("b",))})] * 6,
        *answers("first", b=2),
    ]

    assert column(asked, responses, "then") == {"b": 6, NOT_SHOWN: 2}


def test_small_numbers_of_a_personal_question_are_marked() -> None:
    asked = survey(question(sensitivity="personal"))

    assert column(asked, answers(a=9, b=7, c=2), "q__unlinked") == {"a": 9, PRIVATE: 9}
    assert column(asked, answers(a=9, b=7, c=2), "q__unlinked__label") == {"A": 9, PRIVATE: 9}
    assert column(asked, answers(a=3, b=1), "q__unlinked") == {PRIVATE: 4}


def test_a_question_for_some_people_only_tells_of_nobody_who_they_are() -> None:
    asked = survey(question(id="first"), question(id="young", show_if={"audience": ["young"]}))
    young = Counted({"first": Answer(chosen=("a",)), "young": Answer(chosen=("b",))}, Audience.YOUNG)

    few = made(asked, [young] * 6 + answers("first", b=3))
    many = made(asked, [young] * 6 + answers("first", b=9))

    assert Counter(line["young__unlinked"] for line in few) == {PRIVATE: 9}
    assert Counter(line["young__unlinked"] for line in many) == {"b": 6, PRIVATE: 9}


def test_nobody_who_knows_one_answer_reads_another_beside_it() -> None:
    """Who comes in the morning said b, all of them: the file does not tell."""
    asked = survey(question(id="when"), question(id="well", sensitivity="personal"))
    morning = Counted({"when": Answer(chosen=("a",)), "well": Answer(chosen=("b",))})
    evening = Counted({"when": Answer(chosen=("b",)), "well": Answer(chosen=("a",))})

    lines = made(asked, [morning] * 9 + [evening] * 9)

    assert {line["well__unlinked"] for line in lines if line["when"] == "a"} == {"a", "b"}


def test_a_named_survey_keeps_nothing_apart() -> None:
    asked = survey(
        question(id="when"), question(id="well", sensitivity="personal"), named=True, readers="The board"
    )
    morning = Counted({"when": Answer(chosen=("a",)), "well": Answer(chosen=("b",))})

    lines = made(asked, [morning, *answers("when", b=1)])

    assert {(line["when"], line["well"]) for line in lines} == {("a", "b"), ("b", "")}


choices = st.sampled_from([Answer(chosen=(each,)) for each in "abc"] + [SKIPPED])
several = st.sampled_from([Answer(chosen=each) for each in (("a",), ("a", "b"), ("c",))] + [SKIPPED])
sensitivities = st.sampled_from(["ordinary", "personal"])


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    condition = draw(st.sampled_from([None, FIRST_IS_A, FIRST_IS_B_OR_C]))
    third = draw(st.sampled_from([None, {"question": "then", "was": ["a"]}]))
    return survey(
        question(id="first", sensitivity=draw(sensitivities)),
        question(id="then", sensitivity=draw(sensitivities), show_if=condition),
        question("choose_several", id="last", sensitivity=draw(sensitivities), show_if=third),
    )


@st.composite
def crowds(draw: st.DrawFn, asked: Survey) -> list[Counted]:
    people = []
    kinds = draw(st.lists(st.tuples(choices, choices, several), max_size=6))
    for first, then, last in kinds:
        given_: dict[str, Answer] = {"first": first, "then": then, "last": last}
        kept: Answers = {one.id: given_[one.id] for one in shown_questions(asked, given_, Audience.UNSAID)}
        people += [Counted(kept)] * draw(st.integers(1, 9))
    return people


@given(st.data())
def test_the_file_tells_of_each_question_what_its_table_tells(data: st.DataObject) -> None:
    asked = data.draw(surveys())
    people = data.draw(crowds(asked))
    result = tabulate(asked, people, 5)
    lines = made(asked, people)

    for table in result.tables:
        guarded = is_guarded(asked, asked.question(table.question))
        name = f"{table.question}__unlinked" if guarded else table.question
        for row in table.rows:
            counted = Counter(line[f"{name}__{row.option}" if table.several else name] for line in lines)
            mine = counted["1"] if table.several else counted[row.option]
            assert mine == (row.count or 0)
        if table.private:
            assert counted == Counter({PRIVATE: len(people)} if people else {})
        elif guarded and asked.question(table.question).show_if is not None:
            assert set(counted) <= {*"abc", "0", "1", PRIVATE}


@given(st.data())
def test_whatever_order_the_responses_came_in_a_personal_column_holds_the_same(data: st.DataObject) -> None:
    asked = data.draw(surveys())
    people = data.draw(crowds(asked))

    one, other = made(asked, people), made(asked, people[::-1])

    for name in [each.name for each in columns(asked)]:
        assert Counter(line[name] for line in one) == Counter(line[name] for line in other)


def test_no_two_columns_have_one_name() -> None:
    asked = survey(question(id="response"), question(id="q"), question(id="q__label"))

    names = [one.name for one in columns(asked)]

    assert names == ["response_", "response__label", "q", "q__label", "q__label_", "q__label__label"]
