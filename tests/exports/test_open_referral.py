"""The directory as HSDS-UK 3.0, written and read again."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from bot.content import Content
from bot.core.open_referral.entries import Known, Making, Read, read_services
from bot.core.open_referral.pages import read_page
from bot.core.support.organisations import Organisation, TextLine
from bot.exports.open_referral import service_id, write_services
from tests.exports.hsds_uk import Service, check_page, every_id
from tests.shipped import shipped_content

FULL = Organisation.model_validate(
    {
        "id": "little_club",
        "name": "Little Club <&> “نادي”",
        "does": {
            "usual": "A club for young children.\nIt meets in the hall.",
            "shorter": "A club.",
            "young": "Your club.",
            "translations": {"pl": {"usual": "Klub."}},
        },
        "also": ["the club"],
        "phrases": ["somewhere to play"],
        "audience": ["parent"],
        "ages": {"least": 2, "most": 5},
        "place": "county_durham",
        "areas": ["valley"],
        "needs": ["autism"],
        "topics": {"early_years": 3, "meeting": 1},
        "phones": ["(01632) 960-001", "0800 1111"],
        "text": {"number": "85258", "word": "CLUB"},
        "email": "hello@club.example",
        "website": "club.example/small",
        "how": {"usual": "Ring first.", "shorter": "Ring."},
        "hours": {"usual": "Mondays", "shorter": "Mon"},
        "urgent": True,
        "languages": ["en", "pl"],
        "source": "the club",
        "doubtful": "The number stood in one place only.",
        "instead_of": "samaritans",
        "checked": "2026-10-01",
    }
)
TOPICS = frozenset({"early_years", "meeting"})


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped_content()


def said(line: TextLine) -> str:
    return f"Text {line.word or 'anything'} to this number"


def written(entries: Iterable[Organisation]) -> bytes:
    return write_services(entries, {"early_years": "Small children"}, said)


def read(
    document: bytes, topics: frozenset[str] = TOPICS, areas: frozenset[str] = frozenset({"valley"})
) -> Read:
    page = read_page(json.loads(document))
    assert page.is_whole
    making = Making("file", date(2026, 11, 26), lambda entry: {}, topics=topics, areas=areas)
    return read_services(page.services, page.version, making)


def test_what_is_written_is_what_the_standard_asks_for(content: Content) -> None:
    page = check_page(written([*content.organisations.values(), FULL]))

    assert page.total_items == page.size == len(page.contents) == len(content.organisations) + 1
    assert (page.total_pages, page.page_number, page.first_page, page.last_page) == (1, 1, True, True)
    ids = every_id(page.contents)
    assert len(set(ids)) == len(ids)


def test_an_empty_directory_is_an_empty_page() -> None:
    page = check_page(written([]))

    assert page.empty
    assert page.contents == []


def test_the_facts_stand_where_everybody_looks_for_them() -> None:
    (service,) = check_page(written([FULL])).contents

    assert isinstance(service, Service)
    assert (service.name, service.email, str(service.url)) == (
        FULL.name,
        FULL.email,
        "https://club.example/small",
    )
    assert (service.minimum_age, service.maximum_age, service.assured_date) == (2, 5, date(2026, 10, 1))
    assert [(one.number, one.type, one.description) for one in service.contacts[0].phones] == [
        ("(01632) 960-001", "voice", None),
        ("0800 1111", "voice", None),
        ("85258", "text", "Text CLUB to this number"),
    ]
    assert [one.taxonomy_term.name for one in service.attributes] == ["Small children", "meeting"]


def test_the_same_entries_make_the_same_file() -> None:
    assert written([FULL]) == written([FULL])


def test_what_was_written_comes_back_as_it_was(content: Content) -> None:
    entries = (*content.organisations.values(), FULL)

    found = read(written(entries), frozenset(content.topics) | TOPICS)

    assert (found.left_out, found.closed) == ((), ())
    assert [one.entry for one in found.taken] == list(entries)
    assert [one.id for one in found.taken] == [service_id(one.id) for one in entries]


def test_topics_and_areas_that_another_forum_does_not_have_are_left_there() -> None:
    (taken,) = read(written([FULL]), frozenset({"meeting"}), frozenset()).taken

    assert taken.entry == FULL.model_copy(update={"topics": {"meeting": 1}, "areas": ()})


def test_who_changes_a_fact_in_the_file_is_heard() -> None:
    document = json.loads(written([FULL]))
    service = document["contents"][0]
    service |= {"description": "A new text.", "url": "https://new.example"}
    service["contacts"][0]["phones"] = [{"number": "01632 960009", "type": "voice"}]

    (taken,) = read(json.dumps(document).encode()).taken

    assert taken.entry.does.usual == "A new text."
    assert (taken.entry.phones, taken.entry.text, taken.entry.website) == (
        ("01632 960009",),
        None,
        "https://new.example",
    )
    assert taken.entry.topics == FULL.topics


@pytest.mark.parametrize(
    "heard",
    ["yes", [], {"id": "No Id"}, {"id": "x", "does": "words"}, {"source": "s", "topics": {"meeting": 99}}],
)
def test_what_stands_under_our_key_and_is_not_ours_is_read_like_anybody_elses(heard: Any) -> None:
    document = json.loads(written([FULL.model_copy(update={"text": None})]))
    document["contents"][0]["heard"] = heard

    (taken,) = read(json.dumps(document).encode()).taken

    assert taken.entry.id == service_id("little_club")
    assert taken.entry.phones == ("(01632) 960 001", "0800 1111")
    assert not taken.entry.urgent


def test_an_entry_of_a_feed_stands_in_the_place_of_none_that_came_from_elsewhere() -> None:
    page = read_page(json.loads(written([FULL])))
    making = Making(
        "file", date(2026, 11, 26), lambda entry: {}, {"samaritans": Known("Samaritans", "your content")}
    )

    (taken,) = read_services(page.services, 3, making).taken

    assert FULL.instead_of == "samaritans"
    assert taken.entry.instead_of is None


def test_two_entries_of_different_forums_with_one_id_stay_two() -> None:
    other = FULL.model_copy(update={"name": "Another little club"})
    document = json.loads(written([FULL, other]))
    document["contents"][1]["id"] = service_id("somewhere_else")

    first, second = read(json.dumps(document).encode()).taken

    assert first.entry == FULL
    assert second.entry.model_copy(update={"id": FULL.id}) == other
    assert second.entry.id != FULL.id
