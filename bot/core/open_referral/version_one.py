"""Feeds of version 1: the same facts under other names, brought into the form of HSDS-UK 3.0."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.core.open_referral.services import as_age, as_many, as_one

ONLY_THERE = frozenset(
    {
        *("deliverable_type", "attending_type", "attending_access"),
        *("regular_schedules", "holiday_schedules", "fundings", "reviews"),
        *("eligibilitys", "eligibilities", "service_taxonomys", "service_taxonomies"),
    }
)
"""Keys of a service by which one knows it."""


def is_version_one(service: Mapping[str, Any]) -> bool:
    return not ONLY_THERE.isdisjoint(service)


def upgrade(service: Mapping[str, Any]) -> dict[str, Any]:
    """What version 3 names otherwise. It did not ask for a status: without one a service is active."""
    moved = {
        "status": service.get("status") or "active",
        "schedules": service.get("regular_schedules", service.get("schedules")),
        "attributes": [*map(_attribute, _several(service, "service_taxonomys", "service_taxonomies"))],
        "languages": [*map(_language, _several(service, "languages"))],
        "organization": _provider(as_one(service.get("organization"))),
        "service_at_locations": [*map(_at_location, _several(service, "service_at_locations"))],
    }
    return {**service, **moved, **_eligibility(_several(service, "eligibilitys", "eligibilities"))}


def _several(service: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    return [one for name in names for one in _many(service.get(name))]


def _many(value: object) -> Iterable[Mapping[str, Any]]:
    return as_many(value)  # type: ignore[return-value]


def _attribute(link: Mapping[str, Any]) -> dict[str, Any]:
    return {"taxonomy_term": link.get("taxonomy")}


def _language(language: Mapping[str, Any]) -> dict[str, Any]:
    said = language.get("language")
    return {**language, "code": language.get("code") or said, "name": language.get("name") or said}


def _provider(organization: Any) -> dict[str, Any]:
    return {**organization, "website": organization.get("website") or organization.get("url")}


def _at_location(link: Mapping[str, Any]) -> dict[str, Any]:
    location: Any = as_one(link.get("location"))
    addresses = location.get("physical_addresses", location.get("addresses"))
    schedules = link.get("regular_schedule", link.get("regular_schedules", link.get("schedules")))
    return {**link, "location": {**location, "addresses": addresses}, "schedules": schedules}


def _eligibility(eligibilities: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The youngest and the oldest of them all; who has no upper end makes that there is none."""
    every = list(eligibilities)
    if not every:
        return {}
    least = [as_age(one.get("minimum_age")) for one in every]
    most = [as_age(one.get("maximum_age")) for one in every]
    return {
        "minimum_age": None if None in least else min(age for age in least if age is not None),
        "maximum_age": None if None in most else max(age for age in most if age is not None),
    }
