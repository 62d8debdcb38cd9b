"""Addresses of feeds: which we visit, and by which a feed is known again."""

from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

PER_PAGE = 100
_PAGING = frozenset({"page", "per_page", "size"})
_SECRET = frozenset({"key", "apikey", "api_key", "token", "access_token", "code", "subscription-key"})


class FeedFailed(Exception):  # noqa: N818 (named as people speak of it)
    """The feed cannot be read. Says why, in one line."""


def is_address(text: str) -> bool:
    return "://" in text


def check_address(address: str) -> SplitResult:
    """Raises FeedFailed for what is no address of a feed."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FeedFailed(f"{address} is no address") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise FeedFailed(f"{address} is no address that begins with http:// or https://")
    if parts.username is not None:
        raise FeedFailed("A feed's address may not hold a name and a password")
    return parts._replace(fragment="")


def check_further(address: str, further: str) -> None:
    """A feed elsewhere has no business sending us into this machine or the network it stands in."""
    try:
        host = check_address(further).hostname or ""
    except FeedFailed as error:
        raise FeedFailed(
            f"{short(address)} sends us on to {short(further)}, which is not on the web"
        ) from error
    if _is_near(host) and not _is_near(check_address(address).hostname or ""):
        raise FeedFailed(f"{short(address)} sends us on to {host}, which is not on the web")


def numbered(parts: SplitResult, number: int) -> str:
    """Other values of the address stay as they are."""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in _PAGING]
    query = urlencode([*kept, ("page", number), ("per_page", PER_PAGE)])
    return parts._replace(query=query).geturl()


def source_of(parts: SplitResult) -> str:
    """Without the scheme, what every feed has, and what is nobody's business."""
    hidden = _PAGING | _SECRET
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0].casefold() not in hidden])
    path = parts.path.rstrip("/").removesuffix("/services")
    return f"{parts.netloc.casefold()}{path}{'?' if query else ''}{query}"


def short(address: str) -> str:
    """Without what follows the path: that may hold a key."""
    return address.partition("?")[0]


def _is_near(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
