"""A meeting as a file that calendars take."""

from datetime import UTC, datetime

from bot.core.calendar_file import Meeting, write_calendar

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STARTS = datetime(2026, 11, 27, 19, tzinfo=UTC)


def lines_of(meeting: Meeting) -> list[str]:
    """Unfolded."""
    written = write_calendar(meeting, 7, 2, "heard_bot", NOW).decode()
    assert written.endswith("\r\n")
    return written.replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_one_event_that_a_later_file_changes() -> None:
    meeting = Meeting(title="Buses", starts=STARTS, where="Library", papers="https://a.example/p")

    assert lines_of(meeting) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Heard//Heard//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:meeting-7@heard_bot",
        "DTSTAMP:20261123T090000Z",
        "SEQUENCE:2",
        "DTSTART:20261127T190000Z",
        "DTEND:20261127T203000Z",
        "SUMMARY:Buses",
        "LOCATION:Library",
        "URL:https://a.example/p",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_signs_with_a_meaning_are_escaped() -> None:
    lines = lines_of(Meeting(title="Tea, cake; a\\b\nnext", starts=STARTS, where="Here"))

    assert "SUMMARY:Tea\\, cake\\; a\\\\b\\nnext" in lines


def test_long_lines_are_folded_between_signs() -> None:
    title = "Café für أطفال 👩‍👧 " * 12
    written = write_calendar(Meeting(title=title, starts=STARTS, where="x"), 1, 0, "", NOW)

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert f"SUMMARY:{title}" in written.decode().replace("\r\n ", "")
