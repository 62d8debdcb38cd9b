"""The directory: organisations, what they are for, and how to reach them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.core.conditions import Id
from bot.core.faults import Fault
from bot.core.forum import Email, Line, Phone
from bot.core.model import Model
from bot.core.people import Audience
from bot.core.words import LanguageCode, Words

CHECK_AGAIN = timedelta(days=183)
"""Six months: then somebody rings again."""
BEST, GOOD, ALSO = 3, 2, 1
"""How well an organisation fits a topic."""


def check_website(address: str) -> str:
    """An address as people write it, with or without https://. Raises ValueError with a remedy."""
    plain = re.sub(r"^https?://", "", address)
    if not re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#][^\s<>\"]*)?", plain, re.IGNORECASE):
        raise ValueError("A website is written such as example.org or https://example.org/help")
    return address


def read_topics(value: Any) -> Any:
    """A plain list says that it fits each of them well."""
    return dict.fromkeys(value, GOOD) if isinstance(value, list | tuple) else value


def read_text_line(value: Any) -> Any:
    """A plain number is one to which any words may be sent."""
    return {"number": value} if isinstance(value, str) else value


OrganisationId = Annotated[str, Field(pattern=r"^[a-z0-9_-]+$", max_length=36)]
"""As long as the ids of services in Open Referral; a button has room for it and a topic's."""
Website = Annotated[str, Field(max_length=300), AfterValidator(check_website)]
Fit = Annotated[int, Field(ge=ALSO, le=BEST)]
TopicFits = Annotated[Mapping[Id, Fit], BeforeValidator(read_topics)]


class TextLine(Model):
    """Where to send a text message, and with which word, such as SHOUT to 85258."""

    number: Phone
    word: Line | None = None


class Ages(Model):
    """Years, both ends included. `most` None: no upper end."""

    least: int = Field(default=0, ge=0, le=120)
    most: int | None = Field(default=None, ge=0, le=120)

    @model_validator(mode="after")
    def _in_order(self) -> "Ages":
        if self.most is not None and self.most < self.least:
            raise ValueError("The highest age is lower than the lowest")
        return self


class Organisation(Model):
    """One entry. Whatever is left empty holds for everybody: audience, ages, place and areas."""

    id: OrganisationId
    name: Annotated[str, Field(min_length=1, max_length=120)]
    does: Words
    also: tuple[Line, ...] = ()
    """Other names that people use for it, and short forms."""
    phrases: tuple[Line, ...] = ()
    """What somebody types who needs just this one."""
    audience: tuple[Audience, ...] = ()
    ages: Ages = Ages()
    place: Id | None = None
    """The part of England that it is for, such as county_durham; stands once for a whole file."""
    areas: tuple[Id, ...] = ()
    """Areas of `forum.yaml`: only people there can use it."""
    needs: tuple[Line, ...] = ()
    topics: TopicFits = Field(default={})
    phones: tuple[Phone, ...] = Field(default=(), max_length=3)
    text: Annotated[TextLine | None, BeforeValidator(read_text_line)] = None
    email: Email | None = None
    website: Website | None = None
    how: Words | None = None
    """How to get there where it is not by simply ringing."""
    hours: Words | None = None
    urgent: bool = False
    """For danger and despair: it answers at once."""
    languages: tuple[LanguageCode, ...] = ()
    source: Line
    """Where the facts come from."""
    doubtful: Line | None = None
    """What could not be confirmed."""
    instead_of: OrganisationId | None = None
    """Where this one fits somebody, the other need not be shown."""
    checked: date | None = None
    """When somebody of the forum last rang or looked."""

    @property
    def reachable(self) -> bool:
        return bool(self.phones or self.text or self.email or self.website or self.how)

    @property
    def link(self) -> str | None:
        """The website as something to tap."""
        if self.website is None or self.website.startswith(("http://", "https://")):
            return self.website
        return f"https://{self.website}"

    def stale(self, today: date) -> bool:
        """Checked once, and more than six months ago."""
        return self.checked is not None and today - self.checked > CHECK_AGAIN


class DirectorySet(Model):
    """One file of `organisations/`."""

    place: Id | None = None
    organisations: tuple[Organisation, ...] = ()

    def entries(self) -> tuple[Organisation, ...]:
        """Each with the place that the file names, unless it has its own."""
        return tuple(
            one if one.place or not self.place else one.model_copy(update={"place": self.place})
            for one in self.organisations
        )


def organisation_faults(organisations: Sequence[Organisation]) -> Iterator[Fault]:
    """What is wrong within one file; whether topics and areas exist is asked of the whole content."""
    seen: set[str] = set()
    for at, one in enumerate(organisations):
        if one.id in seen:
            what = f"Another organisation has the id `{one.id}` already."
            yield Fault(("organisations", at, "id"), what, "Give each an id of its own.")
        seen.add(one.id)
        if not one.reachable:
            what = f"Nobody learns how to reach {one.name}."
            remedy = "Add `phones`, `text`, `email` or `website`, or say in `how` how one gets there."
            yield Fault(("organisations", at), what, remedy)
