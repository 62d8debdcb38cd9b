"""What charts and words say of each kind of question, from the publishable tables alone."""

from collections.abc import Iterable
from typing import Any

import pytest

from bot.actions.outgoing import make_posts, shorten
from bot.actions.result_charts import charts_of, split_charts_of
from bot.actions.results import in_words, make_split_report
from bot.charts import Chart, GridChart
from bot.core.answers import Answer, Counted
from bot.core.people import Audience
from bot.core.questions import Question
from bot.core.results import Result, tabulate
from bot.core.splits import REST, By, GroupName
from bot.core.words import Reader, Words
from bot.texts import Texts
from tests.core.examples import question, survey
from tests.shipped import shipped_content

READER = Reader()
PARENT, YOUNG = Audience.PARENT, Audience.YOUNG
NAMES = {
    By.AUDIENCE: [
        GroupName(id=one, label=Words(usual=label))
        for one, label in ((PARENT, "Parents"), (YOUNG, "Young people"), (REST, "Others"))
    ]
}


@pytest.fixture(scope="module")
def texts() -> Texts:
    content = shipped_content()
    return Texts(content.messages, content.forum.time_zone, content.forum.standing())


def given(*answers: tuple[dict[str, Answer], int], audience: Audience = PARENT) -> list[Counted]:
    return [Counted(each, audience) for each, times in answers for _ in range(times)]


def chose(*options: str, id: str = "q") -> dict[str, Answer]:
    return {id: Answer(chosen=options)}


def result(asked: Question, responses: Iterable[Counted]) -> Result:
    return tabulate(survey(asked), responses, 5, NAMES)


def chart(texts: Texts, asked: Question, responses: Iterable[Counted]) -> Chart:
    (planned,) = charts_of(texts, READER, result(asked, responses))
    assert isinstance(planned.chart, Chart)
    return planned.chart


def words(texts: Texts, asked: Question, responses: Iterable[Counted]) -> str:
    return in_words(texts, READER, result(asked, responses).tables[0], {})


def personal(kind: str, **more: Any) -> Question:
    return question(kind, sensitivity="personal", **more)


def test_several_answers_are_counted_of_people(texts: Texts) -> None:
    made = chart(texts, personal("choose_several"), given((chose("a", "b"), 10), (chose("a"), 10)))

    assert [(bar.label, bar.share, bar.value) for bar in made.bars] == [
        ("A", 1.0, "20 people, 100%"),
        ("B", 0.5, "10 people, 50%"),
        ("C", 0.0, "0 people, 0%"),
    ]
    assert made.footer == "People could choose more than one. Percentages are of people."


def test_an_order_says_its_average_places_and_how_they_are_made(texts: Texts) -> None:
    answers = given((chose("a", "b", "c"), 6), (chose("a", "c", "b"), 6))

    made, said = (
        chart(texts, personal("put_in_order"), answers),
        words(texts, personal("put_in_order"), answers),
    )

    assert made.bars[0].value == "average place 1.0, first for 12 people, 100%"
    assert made.footer == "Everybody put all of them in order. The average place counts from 1, the top."
    assert made.footer in said
    assert "• B: average place 2.5, first for 0 people, 0%" in said


def test_where_an_average_would_tell_too_much_only_first_choices_are_said(texts: Texts) -> None:
    answers = given((chose("a", "b", "c"), 6), (chose("a", "c", "b"), 2))

    made = chart(texts, personal("put_in_order"), answers)

    assert made.bars[0].value == "first for 8 people, 100%"
    assert made.footer == "Everybody put all of them in order. This is what people put first."


def test_a_scale_says_its_middle_and_what_does_not_apply_apart(texts: Texts) -> None:
    asked = personal("scale", does_not_apply=True, way_out="does not apply")

    made = chart(texts, asked, given((chose("2"), 6), (chose("4"), 7), (chose("na"), 9)))

    assert made.note == "22 people answered. Middle answer: 4"
    assert [bar.label for bar in made.bars if bar.tag] == ["4"]
    assert [bar.label for bar in made.bars if bar.apart] == ["does not apply"]


def test_a_middle_between_two_points_is_said_so_and_marks_none(texts: Texts) -> None:
    made = chart(texts, personal("scale"), given((chose("3"), 6), (chose("4"), 6)))

    assert made.note == "12 people answered. Middle answer: between 3 and 4"
    assert [bar for bar in made.bars if bar.tag] == []


def test_numbers_are_counted_in_bands(texts: Texts) -> None:
    asked = personal("number", low=0, high=19, bands=[0, 5, 10])

    made = chart(texts, asked, given(({"q": Answer(number=7)}, 8), ({"q": Answer(number=19)}, 9)))

    assert [(bar.label, bar.value) for bar in made.bars] == [
        ("0–4", "0 people, 0%"),
        ("5–9", "8 people, 47%"),
        ("10–19", "9 people, 53%"),
    ]


def grid(lines: int) -> Question:
    return personal("grid", lines=[{"id": f"l{number}", "text": f"Line {number}"} for number in range(lines)])


def test_a_grid_is_one_picture_and_a_long_one_goes_on_in_another(texts: Texts) -> None:
    answers = given(({f"q.l{number}": Answer(chosen=("a",)) for number in range(17)}, 6))

    planned = charts_of(texts, READER, result(grid(17), answers))

    charts = [one.chart for one in planned]
    assert [len(one.lines) for one in charts if isinstance(one, GridChart)] == [15, 2]
    first = charts[0]
    assert isinstance(first, GridChart)
    assert (first.title, first.note, first.options) == ("Well?", "6 people answered", ("A", "B", "C"))
    assert first.lines[0].shares == (1.0, 0.0, 0.0)


def test_a_line_of_a_grid_that_is_private_is_so_in_picture_and_words(texts: Texts) -> None:
    answers = given(({"q.l0": Answer(chosen=("a",))}, 9), ({"q.l1": Answer(chosen=("b",))}, 4))
    tables = result(grid(2), answers)

    (planned,) = charts_of(texts, READER, tables)

    assert isinstance(planned.chart, GridChart)
    assert planned.chart.lines[1].shares == (None, None, None)
    assert in_words(texts, READER, tables.tables[0], {}).startswith(
        "<b>Well? – Line 0</b>\n9 people answered"
    )
    assert "kept private" in in_words(texts, READER, tables.tables[1], {})


def test_a_grid_of_which_nothing_may_be_shown_has_no_picture(texts: Texts) -> None:
    assert charts_of(texts, READER, result(grid(2), given(({"q.l0": Answer(chosen=("a",))}, 4)))) == []


def both(young: tuple[int, int] = (6, 9)) -> list[Counted]:
    return [
        *given((chose("a"), 10), (chose("b"), 10)),
        *given((chose("a"), young[0]), (chose("b"), young[1]), audience=YOUNG),
    ]


def test_parents_and_young_people_stand_side_by_side_where_all_of_both_may_be_told(texts: Texts) -> None:
    made, said = chart(texts, personal("choose_one"), both()), words(texts, personal("choose_one"), both())

    assert made.note == "Parents: 20 people. Young people: 15 people."
    assert [(bar.label, bar.group, bar.value) for bar in made.bars[:2]] == [
        ("A", "Parents", "10 people, 50%"),
        ("A", "Young people", "6 people, 40%"),
    ]
    assert "• A: 16 people, 46%\n\u2003– Parents: 10 people, 50%\n\u2003– Young people: 6 people, 40%" in said


def test_else_all_people_are_shown_together(texts: Texts) -> None:
    made = chart(texts, personal("choose_one"), both((6, 3)))

    assert {bar.group for bar in made.bars} == {""}
    assert made.note == "29 people answered"


def test_a_split_has_a_bar_for_each_group_and_one_where_all_are_private(texts: Texts) -> None:
    rare = given((chose("c"), 5), (chose("b"), 3)) + given((chose("c"), 4), audience=YOUNG)
    answers = [*rare, *both((12, 6))]

    (planned,) = split_charts_of(texts, READER, result(personal("choose_one"), answers), By.AUDIENCE)

    assert isinstance(planned.chart, Chart)
    assert [(bar.label, bar.group, bar.value) for bar in planned.chart.bars] == [
        ("A", "Parents", "10 people, 36%"),
        ("A", "Young people", "12 people, 55%"),
        ("B", "", "kept private"),
        ("C", "", "kept private"),
    ]


def test_many_options_of_a_split_take_several_pictures(texts: Texts) -> None:
    options = [{"id": f"o{number}", "text": str(number)} for number in range(12)]
    asked = question(options=options)

    planned = split_charts_of(
        texts,
        READER,
        result(asked, [*given((chose("o1"), 9)), *given((chose("o1"), 9), audience=YOUNG)]),
        By.AUDIENCE,
    )

    assert [len(one.chart.bars) for one in planned if isinstance(one.chart, Chart)] == [20, 4]


async def test_a_split_in_words_has_the_same_numbers(texts: Texts) -> None:
    report = await make_split_report(texts, READER, result(personal("choose_one"), both()), By.AUDIENCE)

    assert len(report.pictures) == 1
    assert (
        "Parents: 20 people.\nYoung people: 15 people.\n• A\n\u2003– Parents: 10 people, 50%"
        in report.words[0]
    )


def test_of_a_long_result_those_who_took_part_get_the_beginning(texts: Texts) -> None:
    first, more = texts.say(READER, "result_question", question="Q"), texts.say(READER, "result_more")
    long = texts.say(READER, "result_question", question="word " * 600)

    posts = shorten(make_posts(first, range(25), [long] * 4), more)

    assert [len(post.pictures) for post in posts] == [10, 0, 0, 0]
    assert posts[0].html == "<b>Q</b>"
    assert posts[-1].html == "There is more. You find all of it under /results."
    short = make_posts(first, range(3), [first])
    assert shorten(short, more) == short
