"""A meeting as an iCalendar file (RFC 5545), for people to put into their own calendars."""

from datetime import UTC, datetime, timedelta

from bot.core.model import Model

NAME = "meeting.ics"
LONGEST_LINE = 75
"""Octets; what is longer goes on in the next line, after a space."""


class Meeting(Model):
    """`papers`: an address, or nothing. `starts`: in UTC."""

    title: str
    starts: datetime
    minutes: int = 90
    where: str
    papers: str = ""


def write_calendar(meeting: Meeting, number: int, changed: int, organiser: str, now: datetime) -> bytes:
    """`number`: of the meeting, always the same. `changed`: how often it was changed, so that calendars take
    the newest. `organiser`: the name of the forum's bot, which makes the number one of a kind."""
    ends = meeting.starts + timedelta(minutes=meeting.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Heard//Heard//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:meeting-{number}@{organiser or 'heard'}",
        f"DTSTAMP:{_moment(now)}",
        f"SEQUENCE:{changed}",
        f"DTSTART:{_moment(meeting.starts)}",
        f"DTEND:{_moment(ends)}",
        f"SUMMARY:{_text(meeting.title)}",
        f"LOCATION:{_text(meeting.where)}",
        *([f"URL:{meeting.papers}"] if meeting.papers else []),
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Escaped as a TEXT value."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        words = words.replace(sign, written)
    return words


def _folded(line: str) -> str:
    """Never in the middle of a sign, however many octets it has."""
    folded, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LONGEST_LINE:
            folded, octets = f"{folded}\r\n ", 1
        folded, octets = folded + sign, octets + size
    return folded
