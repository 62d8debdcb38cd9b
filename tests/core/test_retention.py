"""Nothing goes before the forum was told of it for a week, whatever the bot, the clock or the file did."""

from datetime import UTC, datetime, timedelta

from bot.core.retention import Notice, may_go_until, next_notice, superseded

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OURS, OTHER = "730 1095", "30 1095"


def told(on: int, until: int, periods: str = OURS) -> Notice:
    return Notice(MONDAY + on * DAY, MONDAY + until * DAY, periods)


def test_the_first_notice_looks_two_weeks_ahead_and_nothing_goes_for_a_week() -> None:
    first = next_notice([], OURS, MONDAY)

    assert first == told(0, 14)
    assert may_go_until([], OURS, MONDAY) is None
    assert may_go_until([first], OURS, MONDAY + 6 * DAY) is None
    assert may_go_until([first], OURS, MONDAY + 7 * DAY) == MONDAY + 7 * DAY


def test_night_after_night_there_is_one_notice_a_week_and_all_was_told_of_a_week_before() -> None:
    notices: list[Notice] = []
    for night in range(100):
        now = MONDAY + night * DAY
        if (notice := next_notice(notices, OURS, now)) is not None:
            notices.append(notice)
        assert next_notice(notices, OURS, now) is None
        until = may_go_until(notices, OURS, now)
        assert until == (None if night < 7 else now)
        for one in superseded(notices, OURS, now):
            notices.remove(one)
        assert len(notices) <= 2

    assert [one.told_at for one in notices] == [MONDAY + 91 * DAY, MONDAY + 98 * DAY]


def test_after_a_long_standstill_only_what_was_told_of_goes() -> None:
    notices = [told(0, 14)]
    now = MONDAY + 60 * DAY

    assert may_go_until(notices, OURS, now) == MONDAY + 14 * DAY
    anew = next_notice(notices, OURS, now)
    assert anew == told(60, 74)
    assert may_go_until([*notices, anew], OURS, now + 6 * DAY) == MONDAY + 14 * DAY
    assert may_go_until([*notices, anew], OURS, now + 7 * DAY) == now + 7 * DAY


def test_with_other_periods_the_week_begins_anew() -> None:
    notices = [told(0, 14, OTHER)]
    now = MONDAY + 8 * DAY

    assert may_go_until(notices, OURS, now) is None
    assert next_notice(notices, OURS, now) == told(8, 22)
    assert superseded(notices, OURS, now) == notices
