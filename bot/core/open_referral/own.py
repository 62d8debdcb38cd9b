"""Entries that a Heard wrote: what the standard has no place for travels under `heard`, and comes back."""

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from bot.core.open_referral.services import Service
from bot.core.support.organisations import Ages, Organisation

IN_THE_STANDARD = frozenset({"name", "ages", "phones", "email", "languages", "checked"})
"""Parts of an entry that stand where everybody looks for them."""
TO_TEXT = "text"
"""The type of a number that one texts to."""
WORDS = ("does", "how", "hours")
"""Texts of which the usual form stands there too."""


def write_own(entry: Organisation) -> dict[str, Any]:
    """What stands under `heard`."""
    own = entry.model_dump(mode="json", exclude_defaults=True, exclude=set(IN_THE_STANDARD))
    for part in WORDS:
        own.get(part, {}).pop("usual", None)
    return {key: value for key, value in own.items() if value != {}}


def read_own(
    service: Service, topics: Collection[str], areas: Collection[str], others: Collection[str]
) -> Organisation | None:
    """None where it was not written by a Heard, or was changed so that it is no entry any more.

    `others`: ids of entries that came from elsewhere. No feed may put its own in their place.
    """
    if not isinstance(service.heard, Mapping):
        return None
    raw = {**service.heard, **_standard(service)}
    try:
        entry = Organisation.model_validate(raw)
    except (ValidationError, ValueError, TypeError):
        return None
    known = {topic: fit for topic, fit in entry.topics.items() if topic in topics}
    here = tuple(area for area in entry.areas if area in areas)
    instead = None if entry.instead_of in others else entry.instead_of
    fitted = entry.model_copy(update={"topics": known, "areas": here, "instead_of": instead})
    return fitted if entry.reachable else None


def _standard(service: Service) -> dict[str, Any]:
    """The facts as everybody reads them: whoever changed one in the file is heard."""
    phones = [phone for contact in service.contacts for phone in contact.phones]
    hours = next((one.description for one in service.schedules), "")
    return {
        "name": service.name,
        "ages": Ages(least=service.minimum_age or 0, most=service.maximum_age),
        "phones": tuple(phone.number for phone in phones if phone.type != TO_TEXT),
        "text": _text(service, next((phone.number for phone in phones if phone.type == TO_TEXT), None)),
        "email": service.email or None,
        "website": _website(service),
        "languages": tuple(one.code for one in service.languages),
        "checked": service.assured_date,
        "does": _words(service, "does", service.description),
        "how": _words(service, "how", service.application_process),
        "hours": _words(service, "hours", hours),
    }


def _words(service: Service, part: str, usual: str) -> dict[str, Any] | None:
    if not usual:
        return None
    others = service.heard.get(part)
    return {**(others if isinstance(others, Mapping) else {}), "usual": usual}


def _text(service: Service, number: str | None) -> object:
    """With the word to send, which stands with us only."""
    ours = service.heard.get("text")
    return ours if isinstance(ours, Mapping) and ours.get("number") == number else number


def _website(service: Service) -> str | None:
    """As it was written, with or without https://."""
    ours = service.heard.get("website")
    if isinstance(ours, str) and service.url in {ours, f"https://{ours}"}:
        return ours
    return service.url or None
