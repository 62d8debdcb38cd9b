"""The forum this bot belongs to: who it is, whom it names for help, and its choices."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from bot.core.base_question import Option
from bot.core.model import Model
from bot.core.pacing import Pace, Weekday
from bot.core.recurrence import Period
from bot.core.words import ENGLISH, LanguageCode

CHILDLINE = "08001111"
"""The one number that is shorter than all others that begin so."""


def check_phone(phone: str) -> str:
    """A number as people write it. Raises ValueError with words for the person who typed it."""
    if not re.fullmatch(r"\+?[0-9(][0-9 ()-]*", phone):
        raise ValueError("A phone number has digits and spaces only, such as 01632 960 001")
    digits = re.sub(r"[^0-9]", "", phone)
    if digits.startswith("0") and len(digits) not in {10, 11} and digits != CHILDLINE:
        raise ValueError(f"A number that begins with 0 has 10 or 11 digits, this one has {len(digits)}")
    if not 3 <= len(digits) <= 15:
        raise ValueError(f"A phone number has 3 to 15 digits, this one has {len(digits)}")
    return phone


def read_quiet_day(value: object) -> object:
    """One that is no quiet day is told in one sentence, and not once for each of the two kinds."""
    if isinstance(value, date) or value in [*Weekday]:
        return value
    with suppress(ValueError):
        return date.fromisoformat(str(value))
    raise ValueError("A quiet day is a date such as 2026-12-25, or a weekday such as sunday")


Line = Annotated[str, Field(min_length=1, max_length=100)]
Phone = Annotated[str, AfterValidator(check_phone)]
Email = Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", max_length=100)]
SetName = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=40)]
"""A file of `organisations/` without its ending."""

QuietDay = Annotated[date | Weekday, BeforeValidator(read_quiet_day)]


class Contact(Model):
    """A person or a role, and how to reach them."""

    name: Line
    phone: Phone
    email: Email | None = None


class Desk(Model):
    """A service that answers the phone."""

    name: Line
    phone: Phone


class ChildrenServices(Model):
    """The council's children's services: urgent help names both."""

    day: Desk
    night: Desk


class Safeguarding(Model):
    """What becomes of words that tell of harm."""

    has_lead: bool = True
    """False: nobody is alerted, and only the card of urgent help is shown."""
    minutes: int = Field(default=15, ge=1, le=240)
    """An alert that the lead has not read by then goes to the deputies."""
    deputies: tuple[Line, ...] = Field(default=(), max_length=10)
    """What people call them, by role, in the order of HEARD_SAFEGUARDING after the lead."""
    keep_days: int = Field(default=365, ge=30, le=3650)
    """For how long an alert is kept that was dealt with."""


class Approval(Model):
    """When a page of the Local Offer is parent approved: enough answered, and enough of them said yes."""

    least_answers: int = Field(default=10, ge=5, le=1000)
    percent_yes: int = Field(default=75, ge=50, le=100)


class FeedbackRules(Model):
    """How what people tell the forum is dealt with. `pass_on_to`: whom it is often passed on to."""

    answer_days: int = Field(default=7, ge=1, le=60)
    """So many days after it came it is answered."""
    link_days: int = Field(default=30, ge=1, le=365)
    """So many days after it is done nothing leads to its writer any more."""
    keep_days: int = Field(default=730, ge=90, le=3650)
    """So many days after anything happened to it, it is deleted."""
    pass_on_to: tuple[Line, ...] = Field(default=(), max_length=10)

    @property
    def answer_span(self) -> timedelta:
        return timedelta(days=self.answer_days)

    @property
    def link_span(self) -> timedelta:
        return timedelta(days=self.link_days)


class Keeping(Model):
    """For how long the rest is kept; see also `keep_days` of `Safeguarding` and `FeedbackRules`."""

    text_days: int = Field(default=730, ge=30, le=3650)
    """So many days after a survey closed, what people wrote in their own words is deleted."""
    response_days: int = Field(default=1095, ge=30, le=3650)
    """So many days after a survey closed, all answers are deleted; what may be shown of them stays."""
    person_days: int = Field(default=1095, ge=180, le=3650)
    """So many days after the month in which somebody last did something here, they are forgotten."""
    audit_days: int = Field(default=2190, ge=730, le=3650)
    """An entry of the audit log is kept for so long, and until the month is over."""

    @model_validator(mode="after")
    def _words_go_first(self) -> Self:
        if self.text_days > self.response_days:
            raise ValueError("text_days is at most response_days: words are a part of the answers")
        return self


class Language(Model):
    """One that people may choose besides English. `name`: in that language itself, such as Polski."""

    id: LanguageCode
    name: Line


class Forum(Model):
    """`forum.yaml`."""

    name: Line
    place: Line
    contact: Contact
    other_ways: Contact
    """Who helps people to take part who are under 16 or not on Telegram."""
    children_services: ChildrenServices
    safeguarding_lead: Line
    """By role, never by name."""
    safeguarding: Safeguarding = Safeguarding()
    time_zone: ZoneInfo = Field(default_factory=lambda: ZoneInfo("Europe/London"))
    quiet_days: tuple[QuietDay, ...] = Field(default=(), max_length=100)
    """Without messages that nobody waits for."""
    school_holidays: tuple[Period, ...] = Field(default=(), max_length=100)
    """What is posted again and again may leave them out."""
    approve_posts: bool = False
    """A second coordinator approves before anything goes to everybody who joined."""
    reminder: bool = True
    """Those who were invited and have not answered are reminded once."""
    hear_days: int = Field(default=28, ge=1, le=365)
    """So many days after closing people have heard what came of it."""
    languages: tuple[Language, ...] = Field(default=(), max_length=20)
    """Besides English."""
    areas: tuple[Option, ...] = Field(default=(), max_length=20)
    themes: tuple[Option, ...] = Field(default=(), max_length=20)
    directory: tuple[SetName, ...] = ("national",)
    """The shipped sets of organisations that are in use. The forum's own stand beside them."""
    approval: Approval = Approval()
    """Of pages of the Local Offer that people voted on."""
    feedback: FeedbackRules = FeedbackRules()
    keeping: Keeping = Keeping()
    threshold: int = Field(default=5, ge=5, le=10)
    """No personal count from 1 to one below this is shown."""
    notice_version: int = Field(ge=1, le=9999)

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[Language, ...]) -> tuple[Language, ...]:
        codes = [ENGLISH, *(language.id for language in languages)]
        if len(set(codes)) < len(codes):
            raise ValueError("Each language stands once, and English is always there")
        return languages

    @field_validator("quiet_days")
    @classmethod
    def _not_all(cls, days: tuple[date | Weekday, ...]) -> tuple[date | Weekday, ...]:
        if set(Weekday) <= set(days):
            raise ValueError("At least one day of the week is left")
        return days

    def day_of(self, moment: datetime) -> date:
        """The day on the forum's own clock."""
        return moment.astimezone(self.time_zone).date()

    def month_of(self, moment: datetime) -> str:
        """The same of the month, such as 2026-11."""
        return f"{self.day_of(moment):%Y-%m}"

    @property
    def pace(self) -> Pace:
        return Pace(self.time_zone, frozenset(self.quiet_days))

    def invented(self) -> dict[str, str]:
        """Numbers of the example forum, kept free for films and books, by where they stand."""
        return {
            name: value
            for name, value in self.standing().items()
            if re.match(r"01632 ?960|07700 ?900", value)
        }

    def standing(self) -> dict[str, str]:
        """The values that every message may use. A missing email is empty, and so is a missing lead."""
        return {
            "forum": self.name,
            "place": self.place,
            "contact": self.contact.name,
            "contact_phone": self.contact.phone,
            "contact_email": self.contact.email or "",
            "other_ways": self.other_ways.name,
            "other_ways_phone": self.other_ways.phone,
            "other_ways_email": self.other_ways.email or "",
            "council_day": self.children_services.day.name,
            "council_day_phone": self.children_services.day.phone,
            "council_night": self.children_services.night.name,
            "council_night_phone": self.children_services.night.phone,
            "lead": self.safeguarding_lead if self.safeguarding.has_lead else "",
            "alert_days": str(self.safeguarding.keep_days),
            "link_days": str(self.feedback.link_days),
            "keep_days": str(self.feedback.keep_days),
            "text_days": str(self.keeping.text_days),
            "response_days": str(self.keeping.response_days),
            "person_days": str(self.keeping.person_days),
            "threshold": str(self.threshold),
        }


STANDING = frozenset(
    {
        *("forum", "place", "lead", "alert_days", "link_days", "keep_days", "threshold"),
        *("text_days", "response_days", "person_days"),
        *("contact", "contact_phone", "contact_email"),
        *("other_ways", "other_ways_phone", "other_ways_email"),
        *("council_day", "council_day_phone", "council_night", "council_night_phone"),
    }
)
"""The names in `Forum.standing`."""
