"""From services to entries: the good ones are taken, the others are named with the reason."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.open_referral.entries import (
    Closed,
    Elsewhere,
    Known,
    LeftOut,
    Making,
    Read,
    entry_id,
    read_services,
)
from bot.core.open_referral.topics import guess_topics
from bot.core.support.organisations import Ages, Organisation, TextLine
from bot.core.support.search import Index
from bot.core.words import Words
from tests.core.open_referral.feeds import carers_club, counselling, plain_service
from tests.shipped import shipped_content

MAKING = Making("feed.example", date(2026, 11, 26), guess=lambda entry: {})


def read_one(service: object, version: int | None = 3, making: Making = MAKING) -> Read:
    return read_services([service], version, making)


def entry(service: object, version: int | None = 3, making: Making = MAKING) -> Organisation:
    (taken,) = read_one(service, version, making).taken
    return taken.entry


def reason(service: object, version: int | None = 3) -> str:
    (left,) = read_one(service, version).left_out
    return left.reason


def test_a_service_of_version_3_becomes_a_card() -> None:
    read = read_one(counselling())

    (taken,) = read.taken
    assert taken.id == "AC148810-d857-441c-9679-408f346de14b"
    assert taken.without == ()
    one = taken.entry
    assert one.does.usual.startswith(
        "Counselling for young people who feel anxious or low. It is free. More."
    )
    assert len(one.does.usual) <= 300
    assert one.does.shorter is not None and len(one.does.shorter) <= 120
    assert one.model_copy(update={"does": Words(usual="…")}) == Organisation(
        id="ac148810-d857-441c-9679-408f346de14b",
        name="Harbour Counselling & Listening",
        does=Words(usual="…"),
        also=("The Harbour",),
        ages=Ages(least=11, most=25),
        needs=("Mental health",),
        phones=("01632 960001",),
        text=TextLine(number="07700 900001", word="HELP"),
        email="hello@harbour.example",
        website="https://harbour.example/counselling",
        how=Words(
            usual="Closed in the last week of December.\n"
            "1 Quay Street, Seaham, XX1 2YY\n"
            "£3.50 per session, Under 18"
        ),
        hours=Words(usual="Thursday, Friday 10:00–18:00"),
        languages=("en", "pl"),
        source="feed.example",
        checked=date(2026, 9, 1),
    )
    assert "Persona" not in str(one)


@pytest.mark.parametrize("version", [1, None])
def test_a_service_of_version_1_becomes_the_same_kind_of_card(version: int | None) -> None:
    assert entry(carers_club(), version) == Organisation(
        id=entry_id("feed.example", "club-7"),
        name="Carers' Club",
        does=Words(usual="A club for parents who care. Tea and talk."),
        ages=Ages(least=16),
        needs=("Carers",),
        phones=("01632 960007",),
        website="http://club.example",
        how=Words(usual="Drop-in\n2 Mill Lane, Upton, XX3 4ZZ\n£2 for tea"),
        hours=Words(usual="Wednesday 10:00–12:00"),
        languages=("pl",),
        source="feed.example",
        checked=date(2026, 3, 2),
    )


def test_an_id_that_is_no_uuid_becomes_one_and_is_another_in_another_feed() -> None:
    again = entry(carers_club(), 1)
    other = entry(carers_club(), 1, replace(MAKING, source="other.example"))

    assert again.id == entry(carers_club(), 1).id
    assert again.id != other.id
    assert len(again.id) == 36


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"id": None}, "it has no id"),
        ({"id": " "}, "it has no id"),
        ({"name": "<b> </b>"}, "it has no name"),
        ({"name": None}, "it has no name"),
        ({"status": ""}, "it has no status"),
        ({"status": "open"}, "its status is “open”, which the standard does not know"),
        ({"contacts": []}, "it has no phone, text line, email, website or address"),
        ({"contacts": "ask"}, "it has no phone, text line, email, website or address"),
        (
            {"contacts": [{"phones": [{"number": "01632 9600012"}]}], "email": "ask us", "url": "not yet"},
            "it has no phone, text line, email, website or address that can be used:"
            " phone 01632 9600012 (A number that begins with 0 has 10 or 11 digits, this one has 12);"
            " email ask; email us; website not yet",
        ),
    ],
)
def test_a_bad_service_is_left_out_with_the_reason(others: dict[str, Any], why: str) -> None:
    assert reason(plain_service(1, **others)) == why


@pytest.mark.parametrize("service", [None, 7, "Club", ["Club"]])
def test_what_is_no_service_is_left_out(service: object) -> None:
    assert read_one(service) == Read(left_out=(LeftOut("", "", "it is no service", 1),))


def test_a_part_that_cannot_be_used_is_left_out_and_the_rest_is_taken() -> None:
    bad = plain_service(
        1, email="nobody", url="not yet", minimum_age=18, maximum_age=5, assured_date="2031-01-01",
        contacts=[{"phones": [{"number": "960001"}, {"number": "01632 960002"}]}],
    )  # fmt: skip

    (taken,) = read_one(bad).taken

    assert taken.entry.phones == ("01632 960002",)
    assert (taken.entry.email, taken.entry.website, taken.entry.checked) == (None, None, None)
    assert taken.entry.ages == Ages()
    assert taken.without == (
        "phone 960001 (no area code)",
        "email nobody",
        "website not yet",
        "ages 18 to 5",
        "date of the last check 2031-01-01, which is yet to come",
    )


def test_only_active_services_are_entries() -> None:
    read = read_services(
        [plain_service(1), plain_service(2, status="Temporarily_Closed"), plain_service(3, status="defunct")],
        3,
        MAKING,
    )

    assert [one.entry.name for one in read.taken] == ["Service 1"]
    assert [(one.name, one.status) for one in read.closed] == [
        ("Service 2", "temporarily closed"),
        ("Service 3", "defunct"),
    ]
    assert read.closed[0] == Closed(plain_service(2)["id"], "Service 2", "temporarily closed")


def test_a_service_that_comes_twice_is_one_and_two_under_one_id_are_the_first() -> None:
    other = plain_service(1, name="Another")

    read = read_services([plain_service(1), plain_service(1), other], 3, MAKING)

    assert [one.entry.name for one in read.taken] == ["Service 1"]
    assert read.left_out == (
        LeftOut(other["id"], "Another", "another service has the same id, and stands before it", 3),
    )


def test_what_the_directory_has_from_elsewhere_is_left_out() -> None:
    known = {plain_service(1)["id"]: Known("Service One", "other.example")}

    read = read_one(plain_service(1), making=replace(MAKING, known=known))

    assert read == Read(elsewhere=(Elsewhere(plain_service(1)["id"], "Service 1", "other.example"),))


def test_texts_that_are_too_long_are_cut() -> None:
    one = entry(plain_service(1, name="Club " * 100, description="word " * 400))

    assert len(one.name) <= 120 and one.name.endswith("Club…")
    assert len(one.does.usual) <= 300 and one.does.usual.endswith("word…")


def test_a_service_without_a_description_says_who_is_behind_it() -> None:
    provider = {"id": "o", "name": "Harbour Trust", "description": "<p>A charity.</p>"}

    assert entry(plain_service(1, description=None, organization=provider)).does.usual == "A charity."
    assert (
        entry(plain_service(1, description="", organization={"name": "Harbour Trust"})).does.usual
        == "Harbour Trust"
    )
    assert entry(plain_service(1, description="<p></p>")).does.usual == "Service 1"


def test_a_feed_may_be_for_one_part_of_the_country() -> None:
    assert entry(plain_service(1), making=replace(MAKING, place="county_durham")).place == "county_durham"


# Topics


@pytest.fixture(scope="module")
def index() -> Index:
    content = shipped_content()
    return Index.build(content.topics, content.organisations.values(), content.jargon, content.speech)


def named(name: str, does: str, *terms: str) -> Organisation:
    return Organisation(id="x", name=name, does=Words(usual=does), needs=terms, source="s")


@pytest.mark.parametrize(
    ("name", "does", "terms", "topic"),
    [
        ("Portage", "Home visits for small children", ["Early years"], "early_years"),
        ("Young Carers Service", "Clubs for children who look after a family member", [], "young_carers"),
        ("Wheelchair Service", "We lend wheelchairs.", [], "equipment"),
        ("School transport", "Taxis to school.", ["Travel"], "transport"),
    ],
)
def test_topics_are_guessed_from_terms_name_and_text(
    index: Index, name: str, does: str, terms: list[str], topic: str
) -> None:
    found = guess_topics(named(name, does, *terms), index)

    assert topic in found
    assert set(found.values()) <= {1, 2}


def test_where_nothing_is_sure_there_is_no_topic(index: Index) -> None:
    for one in (
        named("Mill Pottery", "Clay and wheels for adults."),
        named("Thank you, goodbye", "Hello and thanks, have a nice day.", "ok"),
    ):
        assert guess_topics(one, index) == {}


# Many, and hostile


def test_two_thousand_services_with_bad_records_are_read_in_under_two_seconds(index: Index) -> None:
    services: list[object] = [
        plain_service(
            n,
            description=f"<p>Help number {n} for families with disabled children. {'More words. ' * 60}</p>",
        )
        for n in range(1, 2001)
    ]
    services[10] = {"id": "broken"}
    services[20] = None
    services[30] = plain_service(31, status="nowhere")
    services[40] = plain_service(41, contacts=None)

    started = time.process_time()
    read = read_services(services, 3, replace(MAKING, guess=lambda one: guess_topics(one, index)))
    took = time.process_time() - started

    assert len(read.taken) == 1996
    assert [(one.id, one.name, one.reason) for one in read.left_out] == [
        ("broken", "", "it has no name"),
        ("", "", "it is no service"),
        (plain_service(31)["id"], "Service 31", "its status is “nowhere”, which the standard does not know"),
        (plain_service(41)["id"], "Service 41", "it has no phone, text line, email, website or address"),
    ]
    assert took < 2


KEYS = st.sampled_from([*counselling(), *carers_club(), "heard", "phones", "number", "usual"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, st.sampled_from([1, 3, None]))
def test_whatever_stands_in_a_service_it_is_taken_or_left_out(anything: object, version: int | None) -> None:
    services = [{**counselling(), **anything}] if isinstance(anything, dict) else [anything]

    read = read_services(services, version, MAKING)

    assert len(read.taken) + len(read.closed) + len(read.elsewhere) + len(read.left_out) == 1
    str(read).encode("utf-8")
