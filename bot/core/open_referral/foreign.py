"""One service of somebody else's feed as an entry, cut to the size of a card."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import chain

from pydantic import TypeAdapter, ValidationError

from bot.core.forum import Email
from bot.core.open_referral.hours import read_hours
from bot.core.open_referral.how import read_how
from bot.core.open_referral.phones import read_numbers
from bot.core.open_referral.plain import cut, cut_at_word, plain
from bot.core.open_referral.services import Contact, Phone, Schedule, Service
from bot.core.support.organisations import Ages, Organisation, Website
from bot.core.words import LanguageCode, Words

LONGEST_NAME = 120
LONGEST_TEXT = 300
"""Characters of what a service does: as much as a coordinator may type there."""
LONGEST_SHORTER = 120
LONGEST_LINE = 100
MOST_NEEDS = 10
NO_UPPER_END = 99
"""Years. Feeds write so where everybody may come who is old enough."""

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_WEBSITE: TypeAdapter[str] = TypeAdapter(Website)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(LanguageCode)


class Unusable(ValueError):  # noqa: N818 (named as people speak of it)
    """A service that cannot be an entry. Says why."""


def read_foreign(service: Service, id: str, source: str, today: date) -> tuple[Organisation, tuple[str, ...]]:
    """The entry without topics, and the parts that could not be taken along, each with the reason.

    Raises Unusable, or ValidationError for what nobody thought of.
    """
    numbers = read_numbers(_phones(service))
    provider = service.organization
    without = [f"phone {wrong}" for wrong in numbers.wrong]
    email = _first("email", _EMAIL, _emails(service), without)
    website = _first("website", _WEBSITE, map(_address, (service.url, provider.website)), without)
    how, place = read_how(service, today)
    if not (numbers.ring or numbers.text or email or website or place):
        raise Unusable(_unreachable(without))
    hours = read_hours(_schedules(service), today)
    entry = Organisation(
        id=id,
        name=cut_at_word(plain(service.name), LONGEST_NAME),
        does=_does(service),
        also=_lines([plain(service.alternate_name)]),
        ages=_ages(service, without),
        needs=_lines(_terms(service))[:MOST_NEEDS],
        phones=numbers.ring,
        text=numbers.text,
        email=email,
        website=website,
        how=Words(usual=how) if how else None,
        hours=Words(usual=hours) if hours else None,
        languages=_languages(service),
        source=cut_at_word(source, LONGEST_LINE),
        checked=_checked(service, today, without),
    )
    return entry, tuple(without)


def _does(service: Service) -> Words:
    """What it says of itself; else who is behind it."""
    provider = service.organization
    said = (service.description, provider.description, provider.name, service.name)
    text = next(filter(None, map(plain, said)))
    usual, shorter = cut(text, LONGEST_TEXT), cut(text, LONGEST_SHORTER)
    return Words(usual=usual, shorter=None if shorter == usual else shorter)


def _contacts(service: Service) -> Iterable[Contact]:
    """Of the service, then of where it takes place, then of who is behind it."""
    yield from service.contacts
    for one in service.service_at_locations:
        yield from (*one.contacts, *one.location.contacts)
    yield from service.organization.contacts


def _phones(service: Service) -> Iterable[Phone]:
    yield from service.phones
    for contact in _contacts(service):
        yield from contact.phones
    for one in service.service_at_locations:
        yield from (*one.phones, *one.location.phones)
    yield from service.organization.phones


def _schedules(service: Service) -> Iterable[Schedule]:
    return chain(service.schedules, *(one.schedules for one in service.service_at_locations))


def _emails(service: Service) -> Iterable[str]:
    contacts = (one.email for one in _contacts(service))
    for text in (service.email, *contacts, service.organization.email):
        yield from text.removeprefix("mailto:").replace(";", " ").replace(",", " ").split()


def _address(text: str) -> str:
    scheme, slashes, rest = text.strip().partition("://")
    return f"{scheme.casefold()}://{rest}" if slashes else scheme


def _first(part: str, kind: TypeAdapter[str], texts: Iterable[str], without: list[str]) -> str | None:
    """The first that has the form it should have. What stands before it and has not goes to `without`."""
    for text in filter(None, texts):
        try:
            return kind.validate_python(text)
        except ValidationError:
            without.append(f"{part} {cut_at_word(text, 80)}")
    return None


def _ages(service: Service, without: list[str]) -> Ages:
    least, most = service.minimum_age or 0, service.maximum_age
    if most is not None and most < least:
        without.append(f"ages {least} to {most}")
        return Ages()
    return Ages(least=least, most=None if most is not None and most >= NO_UPPER_END else most)


def _languages(service: Service) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in service.languages:
        with suppress(ValidationError):
            found[_LANGUAGE.validate_python(one.code.casefold())] = None
    return tuple(found)


def _checked(service: Service, today: date, without: list[str]) -> date | None:
    if service.assured_date is None or service.assured_date <= today:
        return service.assured_date
    without.append(f"date of the last check {service.assured_date}, which is yet to come")
    return None


def _terms(service: Service) -> Iterable[str]:
    for one in service.attributes:
        yield plain(one.taxonomy_term.name or one.taxonomy_term.term)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= LONGEST_LINE))


def _unreachable(without: Iterable[str]) -> str:
    wrong = "; ".join(without)
    nothing = "it has no phone, text line, email, website or address"
    return f"{nothing} that can be used: {wrong}" if wrong else nothing
