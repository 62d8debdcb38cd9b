"""What a vote is made of, and how a tap changes an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import NO_ANSWER, Answer
from bot.core.base_question import Sensitivity
from bot.core.refusal import Refusal
from bot.core.results import Result, Row, Table
from bot.core.vote_drafts import EVERYBODY, Place, Step, VoteDraft, vote_of
from bot.core.votes import (
    bar,
    check_address,
    is_approved,
    is_counted,
    question_of,
    read_options,
    read_question,
    tally,
    toggle,
)
from bot.core.words import Words

KINDS = ("choose_one", "choose_several", "put_in_order")


def draft(kind: str = "choose_one", *options: str) -> VoteDraft:
    return VoteDraft.model_validate(
        {"question": "Where?", "options": options or ("Library", "Café", "Park"), "kind": kind}
    )


def tapped(kind: str, *taps: str) -> Answer:
    question, answer = question_of(vote_of(draft(kind))), NO_ANSWER
    for option in taps:
        answer = toggle(question, answer, option)
    return answer


@pytest.mark.parametrize(
    ("kind", "taps", "chosen", "counted"),
    [
        ("choose_one", "a", "a", True),
        ("choose_one", "ab", "b", True),
        ("choose_one", "aa", "", False),
        ("choose_one", "aab", "b", True),
        ("choose_several", "ca", "ac", True),
        ("choose_several", "cac", "a", True),
        ("choose_several", "cc", "", False),
        ("put_in_order", "b", "b", False),
        ("put_in_order", "bc", "bca", True),
        ("put_in_order", "bcc", "ba", False),
        ("put_in_order", "bcb", "ca", False),
        ("put_in_order", "bb", "", False),
    ],
)
def test_another_option_moves_the_choice_and_the_same_takes_it_back(
    kind: str, taps: str, chosen: str, counted: bool
) -> None:
    answer = tapped(kind, *taps)
    assert "".join(answer.chosen) == chosen
    assert is_counted(question_of(vote_of(draft(kind))), answer) is counted


def test_an_option_that_is_not_there_is_an_old_button() -> None:
    with pytest.raises(Refusal):
        tapped("choose_one", "z")


@given(st.sampled_from(KINDS), st.lists(st.sampled_from("abc"), max_size=30))
def test_however_one_taps_each_option_is_chosen_once_at_most(kind: str, taps: list[str]) -> None:
    chosen = tapped(kind, *taps).chosen
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set("abc")


def test_an_open_vote_is_counted_by_people() -> None:
    question = question_of(vote_of(draft("choose_several")))
    found = tally(question, [(Answer(chosen=("a", "b")), 2), (Answer(chosen=("b",)), 3)])
    assert found.counts == (("a", 2), ("b", 5), ("c", 0))
    assert found.people == 5


@pytest.mark.parametrize(("count", "people", "full"), [(0, 0, 0), (0, 5, 0), (1, 3, 3), (5, 5, 10)])
def test_a_bar_is_as_long_as_the_share(count: int, people: int, full: int) -> None:
    assert bar(count, people) == "▰" * full + "▱" * (10 - full)


def test_options_are_read_one_to_a_line_without_their_bullets() -> None:
    assert read_options("- Library \n\n• Café\u0007 \n2 o'clock") == ("Library", "Café", "2 o'clock")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("One", "options_too_few"),
        ("\n".join("abcdefghijk"), "options_too_many"),
        ("A\na", "options_alike"),
        ("ﬁne\nfine", "options_alike"),
        ("😀\n😢", "words_needed"),
        (f"A\n{'x' * 101}", "option_too_long"),
    ],
)
def test_options_that_people_could_not_choose_between_are_refused(typed: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_options(typed)
    assert refused.value.key == key


def test_a_hundred_characters_and_ten_options_fit() -> None:
    options = read_options("\n".join(f"{number}".ljust(100, "x") for number in range(10)))
    assert len(vote_of(draft("choose_one", *options)).steps[0].choices) == 10


def test_a_question_has_words_and_keeps_its_lines() -> None:
    assert read_question("  Where\n shall   we go? ") == "Where\nshall we go?"
    with pytest.raises(Refusal):
        read_question("???")


@pytest.mark.parametrize("typed", ["", "breaks", "https://", "a b.example", "https://x"])
def test_an_address_that_leads_nowhere_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        check_address(typed)


def test_an_address_needs_no_beginning() -> None:
    assert check_address(" harbour.example/breaks ") == "https://harbour.example/breaks"


# The draft


def test_a_step_leads_to_the_next_and_back() -> None:
    vote = draft()
    assert vote.after(Step.KIND) is Step.PLACES
    assert vote.before(Step.PLACES) is Step.KIND
    assert vote.before(Step.QUESTION) is Step.QUESTION
    assert vote.after(Step.PREVIEW) is Step.PREVIEW


def test_a_personal_question_has_no_step_for_a_show_of_hands() -> None:
    vote = draft().with_part("open", "yes").with_part("personal", "yes")
    assert not vote.is_open
    assert Step.OPENNESS not in vote.steps
    with pytest.raises(Refusal):
        vote.with_part("open", "yes")


@pytest.mark.parametrize(("part", "value"), [("kind", "scale"), ("personal", ""), ("x", "yes")])
def test_a_part_that_is_not_there_is_an_old_button(part: str, value: str) -> None:
    with pytest.raises(Refusal):
        draft().with_part(part, value)


def test_what_is_missing_is_found_in_the_order_of_the_steps() -> None:
    assert VoteDraft().missing() is Step.QUESTION
    assert draft().missing() is Step.PLACES
    assert draft().with_place(EVERYBODY, True).missing() is Step.CLOSES
    assert VoteDraft(page=True).missing() is Step.PAGE


def test_a_place_is_chosen_once_however_often_it_is_said() -> None:
    place = Place(chat=-100, thread=3)
    vote = draft().with_place(place, True).with_place(place, True)
    assert vote.places == (place,)
    assert vote.with_place(place, False).places == ()


# Parent approved


@pytest.mark.parametrize(
    ("yes", "answered", "approved"),
    [(8, 10, True), (7, 10, False), (75, 100, True), (9, 9, False), (None, 10, False), (9, None, False)],
)
def test_a_page_is_approved_when_enough_answered_and_enough_of_them_said_yes(
    yes: int | None, answered: int | None, approved: bool
) -> None:
    rows = (Row(option="yes", label=Words(usual="Yes"), count=yes, share=None),)
    table = Table(
        question="vote",
        text=Words(usual="Help?"),
        sensitivity=Sensitivity.ORDINARY,
        answered=answered,
        rows=rows,
    )
    assert is_approved(Result(responses=answered or 0, tables=(table,)), 10, 75) is approved
