"""Counts from the room: what is typed, the phone handed round, and the table of both together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Answer, Counted
from bot.core.asking import Whom
from bot.core.results import Table, tabulate
from bot.core.rooms import (
    Body,
    Room,
    RoomState,
    Tally,
    add_person,
    add_typed,
    as_people,
    countable,
    next_asked,
    read_people,
    read_place,
)
from bot.core.splits import IN_ROOM, REST, By, GroupName
from bot.core.words import Words
from tests.core.examples import question, refusal, survey

NAMES = {By.ROOM: [GroupName(id=one, label=Words(usual=one)) for one in (IN_ROOM, REST)]}


def room(people: int, *counts: int, answered: int | None = None) -> Room:
    body = Body(tallies={"q": Tally(counts=counts, answered=answered)})
    return Room(1, 1, "worker", "Hall", "2026-11-23", people, RoomState.COUNTED, None, body)


def chat(*counts: int) -> list[Counted]:
    return [
        Counted({"q": Answer(chosen=(letter,))})
        for letter, count in zip("abc", counts, strict=True)
        for _ in range(count)
    ]


def table(in_chat: tuple[int, ...], in_room: tuple[int, ...], **more: str) -> Table:
    asked = survey(question(**more))
    counted = as_people(asked, room(max(1, sum(in_room)), *in_room))
    return tabulate(asked, [*chat(*in_chat), *counted], 5, NAMES).tables[0]


def cells(one: Table) -> tuple[int | None, ...]:
    return tuple(row.count for row in one.rows)


# typed numbers


@pytest.mark.parametrize(("typed", "read"), [("12 4 0", (12, 4, 0)), ("12, 4", (12, 4)), (" 7 ", (7,))])
def test_numbers_are_taken_at_once_or_one_by_one(typed: str, read: tuple[int, ...]) -> None:
    assert add_typed(question(), (), typed, 20) == read


def test_the_next_numbers_follow_those_before() -> None:
    assert add_typed(question(), (12,), "4 0", 20) == (12, 4, 0)


@pytest.mark.parametrize("typed", ["", "twelve", "12 four", "-3", "1.5", "12 4 0 1", "１２ ④"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refusal(add_typed, question(), (), typed, 20).key in {"numbers_please", "too_many_numbers"}


def test_a_count_larger_than_the_room_is_refused() -> None:
    refused = refusal(add_typed, question(), (), "12 9 0", 20)
    assert (refused.key, refused.values) == ("more_than_room", {"counted": 21, "people": 20})


def test_where_several_may_be_chosen_each_option_may_have_all_hands() -> None:
    several = question("choose_several")
    assert add_typed(several, (), "20 20 3", 20) == (20, 20, 3)
    assert refusal(add_typed, several, (), "20 21", 20).key == "more_than_room"


@pytest.mark.parametrize(
    ("typed", "key"), [("0", "people_please"), ("x", "people_please"), ("5000", "room_too_large")]
)
def test_a_room_has_one_to_a_thousand_people(typed: str, key: str) -> None:
    assert refusal(read_people, typed).key == key
    assert read_people(" 12 ") == 12


def test_a_place_is_a_line_of_words() -> None:
    assert read_place("  The  old\nhall ") == "The old hall"
    assert refusal(read_place, "😀").key == "empty_text"
    assert refusal(read_place, "x" * 61).key == "text_too_long"


def test_own_words_and_what_only_some_are_asked_for_a_personal_reason_are_not_counted() -> None:
    asked = survey(
        question(id="one", sensitivity="personal"),
        question("short_text", id="two"),
        question("note", id="three"),
        question(id="four", sensitivity="personal", show_if={"question": "one", "was": ["a"]}),
        question("grid", id="five"),
    )
    assert [one.id for one in countable(asked)] == ["one", "five.x", "five.y"]


# handed round


def test_the_phone_forgets_each_person_and_adds_them_up() -> None:
    asked = survey(question(), question("choose_several", id="r"))
    body = Body()
    for chosen in (("a", "b"), ("a",)):
        assert next_asked(asked, Whom.EVERYONE, body, None) == asked.steps[0]
        said = {"q": Answer(chosen=("c",)), "r": Answer(chosen=chosen)}
        body = add_person(asked, body.model_copy(update={"answers": said}))
        assert body.answers == {}

    assert body.tallies["q"] == Tally(counts=(0, 0, 2), answered=2)
    assert body.tallies["r"] == Tally(counts=(2, 1, 0), answered=2)


def test_what_is_skipped_counts_nowhere() -> None:
    asked = survey(question())
    body = add_person(asked, Body(answers={"q": Answer(skipped=True)}))
    assert body.tallies == {}


# together with the chat


def test_together_and_apart() -> None:
    one = table((6, 7, 0), (9, 0, 8))

    assert cells(one) == (15, 7, 8)
    split = one.split(By.ROOM)
    assert split is not None
    assert [(group.id, group.answered, group.counts) for group in split.groups] == [
        (IN_ROOM, 17, (9, 0, 8)),
        (REST, 13, (6, 7, 0)),
    ]


@pytest.mark.parametrize(
    "kind", ["choose_one", "choose_several", "put_in_order", "scale", "number", "yes_no"]
)
def test_every_kind_that_can_be_counted_gives_its_counts_back(kind: str) -> None:
    asked = survey(question(kind))
    rows = len(asked.steps[0].rows)
    counts = tuple([5, 3, 2, 0, 1, 0, 0, 0, 0, 0, 0][:rows])
    counted = as_people(asked, room(12, *counts))

    result = tabulate(asked, counted, 5)
    assert cells(result.tables[0]) == counts
    assert (result.responses, result.in_room) == (0, 12)
    assert all(row.average is None for row in result.tables[0].rows)


def test_who_answered_several_is_known_where_the_phone_went_round() -> None:
    asked = survey(question("choose_several"))
    result = tabulate(asked, as_people(asked, room(12, 5, 5, 5, answered=6)), 5)
    assert result.tables[0].answered == 6


def test_a_few_in_the_room_are_left_out_of_a_personal_question_only() -> None:
    assert cells(table((9, 8, 0), (1, 1, 1), sensitivity="personal")) == (9, 8, 0)
    assert cells(table((9, 8, 0), (1, 1, 1))) == (10, 9, 1)


def test_a_few_in_the_chat_are_left_out_likewise() -> None:
    one = table((1, 1, 1), (9, 8, 0), sensitivity="personal")
    assert cells(one) == (9, 8, 0)
    assert one.of_room


@given(
    in_chat=st.tuples(*[st.integers(0, 12)] * 3),
    in_room=st.tuples(*[st.integers(0, 12)] * 3),
    kind=st.sampled_from(["choose_one", "choose_several"]),
)
def test_who_saw_all_hands_learns_no_small_number_of_the_chat(
    in_chat: tuple[int, ...], in_room: tuple[int, ...], kind: str
) -> None:
    asked = survey(question(kind, sensitivity="personal"))
    counted = as_people(asked, room(max(1, *in_room, sum(in_room)), *in_room))
    one = tabulate(asked, [*chat(*in_chat), *counted], 5, NAMES).tables[0]
    if sum(in_room) < 5 or one.of_room:
        in_room = (0, 0, 0)  # the table is of the chat, or of the room, alone
    if one.of_room:
        return
    shown = [whole - hands for whole, hands in zip(cells(one), in_room, strict=True) if whole is not None]
    assert not any(0 < count < 5 for count in shown)
    if one.answered is not None and kind == "choose_one":
        hidden = sum(in_chat) - sum(shown)
        assert not 0 < hidden < 5
