"""The door of a download page: for whom it opens, and when no more."""

from datetime import UTC, datetime, timedelta

from bot.core.release_pages import LASTS, MOST_WRONG, Door, PageLink, code_digest, digest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def page(wrong: int = 0, session: str = "") -> PageLink:
    return PageLink(1, code_digest("link", "ABCD-EFGH"), NOON, wrong, digest(session) if session else None)


def test_the_door_asks_for_the_code_until_ten_were_wrong() -> None:
    assert page(MOST_WRONG - 1).door("", NOON) is Door.CODE
    assert page(MOST_WRONG).door("", NOON) is Door.SHUT


def test_it_is_open_for_the_browser_that_opened_it_alone() -> None:
    opened = page(session="mine")

    assert opened.door("mine", NOON) is Door.OPEN
    assert [opened.door(other, NOON) for other in ("", "yours")] == [Door.ELSEWHERE] * 2


def test_after_a_day_it_is_over_for_everybody() -> None:
    late = NOON + LASTS

    assert page(session="mine").door("mine", late - timedelta(seconds=1)) is Door.OPEN
    assert {page(session="mine").door("mine", late), page().door("", late)} == {Door.OVER}


def test_a_code_may_be_typed_in_small_letters_and_belongs_to_its_link() -> None:
    assert code_digest("link", " abcd efgh") == code_digest("link", "ABCD-EFGH")
    assert code_digest("other", "ABCD-EFGH") != code_digest("link", "ABCD-EFGH")
