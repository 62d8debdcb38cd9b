"""What a document of a feed is: a page of services, a plain list of them, or one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.open_referral.version_one import is_version_one

_NAMES = {
    3: {"services": "contents", "number": "page_number", "pages": "total_pages", "total": "total_items"},
    1: {"services": "content", "number": "number", "pages": "totalPages", "total": "totalElements"},
}
_ENDS = {3: ("first_page", "last_page"), 1: ("first", "last")}


class NotAFeed(ValueError):  # noqa: N818 (named as people speak of it)
    """The document holds no services. Says what it is instead."""


@dataclass(frozen=True)
class Page:
    """`services` as they came: any of them may be anything. `version`: None where nothing tells.

    `last`: None where the page does not say whether more follow.
    """

    services: tuple[object, ...]
    version: int | None = None
    number: int | None = None
    total: int | None = None
    first: bool | None = None
    last: bool | None = None

    @property
    def is_whole(self) -> bool:
        """These are all services of the feed."""
        some = self.total is not None and self.total > len(self.services)
        return self.first is not False and self.last is not False and not some


def read_page(document: object) -> Page:
    """Raises NotAFeed."""
    if isinstance(document, list):
        return Page(tuple(document), _version_of(document))
    if not isinstance(document, Mapping):
        raise NotAFeed("it is no JSON object, and no list")
    for version, names in _NAMES.items():
        if isinstance(services := document.get(names["services"]), list):
            return _page(document, version, services)
    if document.get("id") and document.get("name"):
        return Page((document,), _version_of([document]), first=False, last=False)
    raise NotAFeed("it has no `contents` and no `content`, and is no service")


def _page(document: Mapping[str, Any], version: int, services: list[object]) -> Page:
    names = _NAMES[version]
    number, pages, total = (_whole(document.get(names[name])) for name in ("number", "pages", "total"))
    first, last = (_yes_or_no(document.get(name)) for name in _ENDS[version])
    if last is None and number is not None and pages is not None:
        last = number >= pages
    return Page(tuple(services), version, number, total, first, last)


def _version_of(services: list[Any]) -> int | None:
    return 1 if any(isinstance(one, Mapping) and is_version_one(one) for one in services) else None


def _whole(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:18])
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
