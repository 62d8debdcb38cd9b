"""HSDS-UK 3.0 as its specification has it, strictly: forms, types, lists of values, nothing unknown.

Written from the published schemas of the UK profile, as far as our export goes. `heard` is ours, and the one
key that the standard does not have: it lets publishers add some.
"""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AnyUrl, BaseModel, ConfigDict, Field, StringConstraints

Said = Annotated[str, StringConstraints(min_length=1)]
Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: Id


class Phone(Strict):
    number: Said
    type: Literal["text", "voice", "fax", "cell", "video", "pager", "textphone"] | None = None
    description: Said | None = None


class Contact(Strict):
    phones: list[Phone]


class Schedule(Strict):
    description: Said


class Language(Strict):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Organization(Strict):
    name: Said
    description: Said


class TaxonomyTerm(Strict):
    taxonomy: Said
    term: Said
    name: Said


class Attribute(Strict):
    link_type: Said
    taxonomy_term: TaxonomyTerm


class Service(Strict):
    name: Said
    description: Said
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    organization: Organization
    url: AnyUrl | None = None
    email: Mail | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: date | None = None
    application_process: Said | None = None
    contacts: list[Contact] = []
    schedules: list[Schedule] = []
    languages: list[Language] = []
    attributes: list[Attribute] = []
    heard: dict[str, Any]


class Page(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Service]


def check_page(document: bytes) -> Page:
    """Raises pydantic's error with all that is wrong."""
    return Page.model_validate_json(document)


def every_id(value: object) -> list[UUID]:
    """Of all that has one of its own, at any depth; taxonomy terms are shared."""
    if isinstance(value, list):
        return [id for one in value for id in every_id(one)]
    if isinstance(value, Strict):
        inner = [id for key in type(value).model_fields for id in every_id(getattr(value, key))]
        return inner if isinstance(value, TaxonomyTerm) else [UUID(value.id), *inner]
    return []
