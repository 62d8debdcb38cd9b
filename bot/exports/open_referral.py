"""The directory as Open Referral UK (HSDS-UK 3.0): one JSON document with the paging of the standard."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.core.open_referral.own import TO_TEXT, write_own
from bot.core.support.organisations import Organisation, TextLine

TO_CALL = "voice"
TAXONOMY = "Heard"
"""Whose topics these are. There is no list of them elsewhere."""

SayTextLine = Callable[[TextLine], str]
"""What stands beside a number that one texts to, in words."""


def write_services(
    entries: Iterable[Organisation], topics: Mapping[str, str], say_text_line: SayTextLine
) -> bytes:
    """UTF-8, the same for the same entries. `topics`: their titles by id."""
    services = [_service(entry, topics, say_text_line) for entry in entries]
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    return (json.dumps(page, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_file(path: Path, content: bytes) -> None:
    """All of it, or what stood there before. Raises OSError with this path."""
    try:
        if path.exists() and not path.is_file():  # a pipe, a device
            path.write_bytes(content)
        else:
            _write_whole(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o644)  # everybody may read it
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def service_id(entry: str) -> str:
    """A UUID, as the standard asks: the entry's own id where it is one, else made of it."""
    try:
        return str(UUID(entry))
    except ValueError:
        return _made_of("service", entry)


def _service(entry: Organisation, topics: Mapping[str, str], say_text_line: SayTextLine) -> dict[str, Any]:
    """What is not known is left out: the standard has no place for nothing."""
    id = service_id(entry.id)
    oldest = entry.ages.most
    service = {
        "id": id,
        "name": entry.name,
        "description": entry.does.usual,
        "url": entry.link,
        "email": entry.email,
        "status": "active",
        "minimum_age": entry.ages.least or None,
        "maximum_age": oldest,
        "assured_date": entry.checked and entry.checked.isoformat(),
        "application_process": entry.how and entry.how.usual,
        "organization": {
            "id": _made_of("organization", id),
            "name": entry.name,
            "description": entry.does.usual,
        },
        "contacts": _contacts(entry, id, say_text_line),
        "schedules": [{"id": _made_of("schedule", id), "description": entry.hours.usual}]
        if entry.hours
        else [],
        "languages": [{"id": _made_of("language", id, code), "code": code} for code in entry.languages],
        "attributes": [_attribute(id, topic, topics.get(topic, topic)) for topic in entry.topics],
        "heard": write_own(entry),
    }
    return {key: value for key, value in service.items() if value not in (None, [])}


def _contacts(entry: Organisation, id: str, say_text_line: SayTextLine) -> list[dict[str, Any]]:
    phones = [
        {"id": _made_of("phone", id, number), "number": number, "type": TO_CALL} for number in entry.phones
    ]
    if entry.text is not None:
        number, said = entry.text.number, say_text_line(entry.text)
        one = {"id": _made_of("text line", id, number), "number": number, "type": TO_TEXT}
        phones.append(one | {"description": said})
    return [{"id": _made_of("contact", id), "phones": phones}] if phones else []


def _schedules(entry: Organisation, id: str) -> list[dict[str, Any]]:
    return [] if entry.hours is None else [{"id": _made_of("schedule", id), "description": entry.hours.usual}]


def _attribute(id: str, topic: str, title: str) -> dict[str, Any]:
    term = {"id": _made_of("topic", topic), "taxonomy": TAXONOMY, "term": topic, "name": title}
    return {"id": _made_of("attribute", id, topic), "link_type": "topic", "taxonomy_term": term}


def _made_of(*parts: str) -> str:
    """Always the same for the same, so that whoever reads the file again knows what it was."""
    return str(uuid5(NAMESPACE_URL, "heard:" + "#".join(parts)))
