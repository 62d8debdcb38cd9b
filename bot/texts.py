"""The forum's words in the form that one reader needs, and dates in the forum's own time."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup, escape

from bot.core.direction import isolated, leftward
from bot.core.lengths import TOAST, units
from bot.core.templates import compile_message, make_environment
from bot.core.words import ENGLISH, MARK, Reader, Words, has_words


class Texts:
    """Says the messages of the content. Each is compiled once.

    HTML comes back as `Markup`, a string that is not escaped again when it is put into another message.
    """

    def __init__(
        self, messages: Mapping[str, Words], zone: ZoneInfo, standing: Mapping[str, str] | None = None
    ) -> None:
        """`standing`: values that every message may use, see `Forum.standing`."""
        self._messages = messages
        self._zone = zone
        apart = {name: isolated(value) for name, value in (standing or {}).items()}
        self._html = make_environment(standing or {}, escape=True)
        self._plain = make_environment(standing or {}, escape=False)
        self._leftward = {
            self._html: make_environment(apart, escape=True),
            self._plain: make_environment(apart, escape=False),
        }

    def say(self, reader: Reader, key: str, /, **values: object) -> Markup:
        """A message as Telegram's HTML; values are escaped. A missing key or value raises."""
        return Markup(self._fill(self._html, reader, key, values))  # noqa: S704 (escaped by the template)

    def button(self, reader: Reader, key: str, /, **values: object) -> str:
        """A label as plain text."""
        return self._fill(self._plain, reader, key, values)

    def toast(self, reader: Reader, key: str, /, **values: object) -> str:
        """The answer to a tap as plain text. Where there is no room for the mark, it has none."""
        said = self._fill(self._plain, reader, key, values)
        return said if units(said) <= TOAST else said.replace(MARK, "")

    def words(self, reader: Reader, words: Words) -> Markup:
        """The text of a survey as HTML: nothing in it is a tag."""
        return escape(words.choose(reader))

    def lines(self, parts: Iterable[str], between: str = "\n") -> Markup:
        """One HTML text of several. Parts that are not HTML yet are escaped."""
        return escape(between).join(parts)

    def day(self, reader: Reader, moment: datetime) -> str:
        """The day in the forum's time, such as Friday 27 November."""
        return self.date(reader, self._local(moment).date())

    def date(self, reader: Reader, day: date) -> str:
        """The same of a day that stands by itself."""
        return self.button(
            reader,
            "date_day",
            weekday=self.button(reader, f"weekday_{day.isoweekday()}"),
            day=day.day,
            month=self.button(reader, f"month_{day.month}"),
        )

    def moment(self, reader: Reader, moment: datetime) -> str:
        """Day and time in the forum's time, such as Friday 27 November, 7 pm."""
        day, time = self.day(reader, moment), self._time(reader, self._local(moment))
        return self.button(reader, "date_moment", day=day, time=time)

    def clock_time(self, reader: Reader, moment: datetime) -> str:
        """The time in the forum's time, such as 7 pm."""
        return self._time(reader, self._local(moment))

    def _time(self, reader: Reader, local: datetime) -> str:
        if local.minute == 0 and local.hour in {0, 12}:
            return self.button(reader, "time_midday" if local.hour else "time_midnight")
        half = "time_am" if local.hour < 12 else "time_pm"
        minutes = f"{local.minute:02}" if local.minute else ""
        return self.button(reader, half, hour=local.hour % 12 or 12, minutes=minutes)

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return moment.astimezone(self._zone)

    def _fill(self, environment: Environment, reader: Reader, key: str, values: Mapping[str, object]) -> str:
        words = self._messages[key]
        own = words.translation(reader)
        source = (own or words).form(reader)
        said = {name: _said(reader, value) for name, value in values.items()}
        if reader.language == ENGLISH:
            return compile_message(environment, source)(said)
        if reader.right_to_left:
            environment = self._leftward[environment]
        apart = {name: _set_apart(reader, value) for name, value in said.items()}
        filled = compile_message(environment, source)(apart)
        if own is None and has_words(source):
            return MARK + filled.replace(MARK, "")
        lines = filled.split("\n") if own is not None else map(_marked_once, filled.split("\n"))
        return "\n".join(map(leftward, lines) if reader.right_to_left else lines)


def _said(reader: Reader, value: object) -> object:
    """Words given as a value are put in the form that this reader needs."""
    return value.choose(reader) if isinstance(value, Words) else value


def _set_apart(reader: Reader, value: object) -> object:
    """A value that is put into a right-to-left text, so that neither turns the other round."""
    if not reader.right_to_left:
        return value
    if isinstance(value, str):
        return isolated(value)
    if isinstance(value, list | tuple):
        return [_set_apart(reader, one) for one in value]
    return value


def _marked_once(line: str) -> str:
    """A line of values only: one mark says that there is English in it."""
    before, mark, after = line.partition(MARK)
    return before + mark + after.replace(MARK, "")
