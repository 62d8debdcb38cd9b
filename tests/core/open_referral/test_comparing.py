"""What an import would change."""

from datetime import date
from typing import Any

import pytest

from bot.core.open_referral.comparing import Changed, Gone, Imported, Plan, changed_parts, compare
from bot.core.open_referral.entries import Elsewhere, Known, LeftOut, Making, Read, read_services
from bot.core.support.changes import Change
from bot.core.support.organisations import Organisation
from tests.core.open_referral.feeds import plain_service

SUMMER, AUTUMN, TODAY = date(2026, 6, 1), date(2026, 9, 1), date(2026, 11, 26)


def read(*services: object, known: dict[str, Known] | None = None) -> Read:
    return read_services(services, 3, Making("feed", TODAY, lambda entry: {}, known or {}))


def imported(*services: dict[str, Any], gone_on: date | None = None) -> list[Imported]:
    return [Imported(one.id, one.entry, gone_on) for one in read(*services).taken]


def plan(found: Read, before: list[Imported], is_whole: bool = True, *changes: Change) -> Plan:
    return compare("feed", found, before, {one.organisation: one for one in changes}, is_whole)


def id_of(number: int) -> str:
    return str(plain_service(number)["id"])


def test_what_was_never_here_is_new_and_what_is_alike_is_the_same() -> None:
    found = plan(read(plain_service(1), plain_service(2)), imported(plain_service(1)))

    assert [one.id for one in found.new] == [id_of(2)]
    assert (found.changed, found.gone, found.same) == ((), (), 1)
    assert not found.is_nothing


def test_a_second_import_of_the_same_feed_changes_nothing() -> None:
    services = [plain_service(n, assured_date="2026-09-01") for n in range(5)]

    assert plan(read(*services), imported(*services)).is_nothing


def test_each_part_that_changed_is_named() -> None:
    found = plan(
        read(
            plain_service(
                1, name="New name", url="https://new.example", assured_date="2026-09-01", minimum_age=5
            )
        ),
        imported(plain_service(1)),
    )

    assert [one.parts for one in found.changed] == [("name", "ages", "website", "last check")]
    assert found.changed[0].kept == ()


def test_what_a_coordinator_changed_stays_and_is_named() -> None:
    change = Change(id_of(1), {"phones": ["01632 960999"]}, changed_on=AUTUMN)

    (changed,) = plan(
        read(plain_service(1, assured_date="2026-10-01")), imported(plain_service(1)), True, change
    ).changed

    assert (changed.parts, changed.kept, changed.is_hidden) == (("last check",), ("phones",), False)


def test_what_a_coordinator_changed_before_the_feed_was_checked_had_its_time() -> None:
    change = Change(id_of(1), {"phones": ["01632 960999"]}, changed_on=SUMMER)
    before = imported(plain_service(1, assured_date="2026-09-01"))

    (changed,) = plan(read(plain_service(1, name="New")), before, True, change).changed

    assert changed.kept == ()


def test_what_a_coordinator_hid_stays_hidden() -> None:
    (changed,) = plan(
        read(plain_service(1, name="New")), imported(plain_service(1)), True, Change(id_of(1), hidden=True)
    ).changed

    assert changed.is_hidden


def test_what_the_feed_has_no_more_is_gone_once() -> None:
    before = [*imported(plain_service(1), plain_service(2)), *imported(plain_service(3), gone_on=SUMMER)]

    found = plan(read(plain_service(1)), before)

    assert found.gone == (Gone(id_of(2), before[1].entry),)


def test_what_comes_back_is_there_again() -> None:
    found = plan(read(plain_service(1)), imported(plain_service(1), gone_on=SUMMER))

    (taken,) = read(plain_service(1)).taken
    assert found.changed == (Changed(taken, is_back=True),)
    assert found.same == 0


def test_what_is_not_active_any_more_is_gone_with_the_reason() -> None:
    found = plan(
        read(plain_service(1, status="inactive"), plain_service(2, status="defunct")),
        imported(plain_service(1)),
    )

    assert [(one.service, one.status) for one in found.gone] == [(id_of(1), "inactive")]
    assert found.closed == 1


def test_what_cannot_be_read_this_time_stays_as_it_was() -> None:
    found = plan(read(plain_service(1, name="")), imported(plain_service(1)))

    assert found.is_nothing
    assert [one.reason for one in found.left_out] == ["it has no name"]


def test_what_another_feed_has_now_stays_as_it_was() -> None:
    found = plan(
        read(plain_service(1), known={id_of(1): Known("Service 1", "other")}), imported(plain_service(1))
    )

    assert found.is_nothing
    assert found.elsewhere == (Elsewhere(id_of(1), "Service 1", "other"),)


@pytest.mark.parametrize("is_whole", [True, False])
def test_only_of_a_whole_feed_anything_is_missing(is_whole: bool) -> None:
    found = plan(read(plain_service(1)), imported(plain_service(1), plain_service(2)), is_whole)

    assert [one.service for one in found.gone] == ([id_of(2)] if is_whole else [])


def test_what_a_part_of_a_feed_calls_closed_is_gone() -> None:
    found = plan(read(plain_service(1, status="defunct")), imported(plain_service(1)), False)

    assert [one.status for one in found.gone] == ["defunct"]


def test_details_that_could_not_be_had_make_nothing_gone() -> None:
    missing = Read(left_out=(LeftOut(id_of(1), "Service 1", "its details could not be read"),))

    assert plan(missing, imported(plain_service(1))).is_nothing


def test_where_the_facts_come_from_is_no_change() -> None:
    (one,) = imported(plain_service(1))
    moved = one.entry.model_copy(update={"source": "elsewhere", "hours": None})

    assert changed_parts(one.entry, moved) == ()
    assert "topics" in changed_parts(one.entry, Organisation(**{**dict(moved), "topics": {"safety": 2}}))
