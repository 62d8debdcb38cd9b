"""A service as HSDS-UK 3.0 has it, as far as a card needs it. What has another form is passed over.

Names of people are not read: they are no business of this directory.
"""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bot.core.open_referral.plain import shown

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?|(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_OLDEST = 120


def as_text(value: object) -> str:
    """A number becomes its digits, anything else that is no text becomes nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return shown(value) if isinstance(value, str) else ""


def as_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    with suppress(ValueError, OverflowError):
        number = float(value)
        return number if math.isfinite(number) else None
    return None


def as_age(value: object) -> int | None:
    """Whole years from 0 to 120; half a year is none."""
    number = as_number(value)
    return None if number is None or number < 0 else min(int(number), _OLDEST)


def as_day(value: object) -> date | None:
    """Also from a moment, and as it is written in Britain, such as 06/01/2026."""
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, day_first, month_second, year_last = found.groups()
    with suppress(ValueError):
        return date(int(year or year_last), int(month or month_second), int(day or day_first))
    return None


def as_one(value: object) -> object:
    return value if isinstance(value, Mapping) else {}


def as_many(value: object) -> object:
    several = value if isinstance(value, list | tuple) else (value,)
    return tuple(one for one in several if isinstance(one, Mapping))


T = TypeVar("T")
Text = Annotated[str, BeforeValidator(as_text)]
Number = Annotated[float | None, BeforeValidator(as_number)]
Age = Annotated[int | None, BeforeValidator(as_age)]
Day = Annotated[date | None, BeforeValidator(as_day)]
One = Annotated[T, BeforeValidator(as_one)]
Many = Annotated[tuple[T, ...], BeforeValidator(as_many)]


class Part(BaseModel):
    """Frozen. Feeds hold much that is of no use here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Phone(Part):
    number: Text = ""
    type: Text = ""
    description: Text = ""


class Contact(Part):
    email: Text = ""
    phones: Many[Phone] = ()


class Schedule(Part):
    """`byday`: as iCal has it, such as MO,TU. Times as HH:MM, with or without seconds and zone."""

    valid_to: Day = None
    freq: Text = ""
    interval: Number = None
    byday: Text = ""
    description: Text = ""
    opens_at: Text = ""
    closes_at: Text = ""


class Address(Part):
    address_1: Text = ""
    city: Text = ""
    postal_code: Text = ""


class Location(Part):
    addresses: Many[Address] = ()
    contacts: Many[Contact] = ()
    phones: Many[Phone] = ()


class ServiceAtLocation(Part):
    location: One[Location] = Location()
    contacts: Many[Contact] = ()
    phones: Many[Phone] = ()
    schedules: Many[Schedule] = ()


class Language(Part):
    code: Text = ""
    name: Text = ""


class CostOption(Part):
    valid_to: Day = None
    option: Text = ""
    amount: Number = None
    amount_description: Text = ""


class TaxonomyTerm(Part):
    name: Text = ""
    term: Text = ""


class Attribute(Part):
    taxonomy_term: One[TaxonomyTerm] = TaxonomyTerm()


class Provider(Part):
    """The organisation behind the service."""

    name: Text = ""
    description: Text = ""
    email: Text = ""
    website: Text = ""
    contacts: Many[Contact] = ()
    phones: Many[Phone] = ()


class Service(Part):
    """`attending_access`: version 1 only, such as referral or drop-in. `heard`: what the standard has no
    place for, as our own export writes it."""

    id: Text = ""
    name: Text = ""
    alternate_name: Text = ""
    description: Text = ""
    url: Text = ""
    email: Text = ""
    status: Text = ""
    fees: Text = ""
    fees_description: Text = ""
    minimum_age: Age = None
    maximum_age: Age = None
    assured_date: Day = None
    alert: Text = ""
    application_process: Text = ""
    eligibility_description: Text = ""
    attending_access: Text = ""
    schedules: Many[Schedule] = ()
    service_at_locations: Many[ServiceAtLocation] = ()
    languages: Many[Language] = ()
    organization: One[Provider] = Provider()
    contacts: Many[Contact] = ()
    phones: Many[Phone] = ()
    cost_options: Many[CostOption] = ()
    attributes: Many[Attribute] = ()
    heard: Any = None
