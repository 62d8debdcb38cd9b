"""Services as feeds have them, all invented."""

from typing import Any


def counselling() -> dict[str, Any]:
    """One of HSDS-UK 3.0 with all that a card can use, and much that it cannot."""
    return {
        "id": "AC148810-d857-441c-9679-408f346de14b",
        "name": "Harbour Counselling &amp; Listening",
        "alternate_name": "The Harbour",
        "description": "<p>Counselling for young people who feel anxious or low.</p><p>It is free. "
        + "More. " * 80,
        "url": "HTTPS://harbour.example/counselling",
        "email": "hello@harbour.example",
        "status": "active",
        "minimum_age": 11,
        "maximum_age": 25,
        "assured_date": "2026-09-01",
        "assurer_email": "assurer@council.example",
        "alert": "Closed in the last week of December.",
        "last_modified": "2026-09-01T10:30:45.123Z",
        "schedules": [
            {
                "id": "s1",
                "freq": "WEEKLY",
                "interval": 1,
                "byday": "TH,FR",
                "opens_at": "10:00",
                "closes_at": "18:00",
            }
        ],
        "service_areas": [{"id": "a1", "name": "Anywhere in the county", "extent": "…"}],
        "service_at_locations": [
            {
                "id": "l1",
                "location": {
                    "id": "l2",
                    "name": "Harbour House",
                    "addresses": [
                        {
                            "id": "l3",
                            "attention": "A. Persona",
                            "address_1": "1 Quay Street",
                            "city": "Seaham",
                            "state_province": "County",
                            "postal_code": "XX1 2YY",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        "languages": [{"id": "g1", "code": "en"}, {"id": "g2", "code": "PL", "name": "Polish"}, {"id": "g3"}],
        "organization": {
            "id": "o1",
            "name": "Harbour Trust",
            "description": "A charity.",
            "website": "https://harbour.example",
        },
        "funding": [{"id": "f1", "source": "A grant"}],
        "cost_options": [
            {"id": "c1", "option": "Under 18", "amount": 3.5, "amount_description": "per session"},
            {"id": "c2", "option": "Old price", "amount": 9, "valid_to": "2020-01-01"},
        ],
        "contacts": [
            {
                "id": "p1",
                "name": "Ann Persona",
                "title": "Reception Manager",
                "phones": [
                    {"id": "n1", "number": "01632 960001"},
                    {"id": "n2", "number": "07700 900001", "description": "Text HELP to this number"},
                ],
            }
        ],
        "attributes": [
            {
                "id": "t1",
                "link_type": "service_type",
                "taxonomy_term": {"id": "t2", "taxonomy": "council", "term": "mh", "name": "Mental health"},
            }
        ],
    }


def carers_club() -> dict[str, Any]:
    """One of version 1."""
    return {
        "id": "club-7",
        "name": "Carers' Club",
        "description": "A club for parents who care.\n\nTea and talk.",
        "url": "http://club.example",
        "email": "",
        "status": "",
        "fees": "£2 for tea",
        "deliverable_type": "Information",
        "attending_type": "venue",
        "attending_access": "drop-in",
        "assured_date": "2026-03-02T00:00:00",
        "organization": {"id": "o7", "name": "Club", "description": "", "url": "http://trust.example"},
        "contacts": [
            {"id": "p7", "name": "Bo", "title": "", "phones": [{"id": "n7", "number": "01632 960007"}]}
        ],
        "regular_schedules": [
            {
                "id": "r7",
                "opens_at": "10:00:00",
                "closes_at": "12:00:00",
                "byday": "WE",
                "interval": "1",
                "freq": "WEEKLY",
            }
        ],
        "holiday_schedules": [{"id": "h7", "closed": True}],
        "eligibilitys": [
            {"id": "e7", "eligibility": "adult", "minimum_age": 18, "maximum_age": 65},
            {"id": "e8", "eligibility": "teen", "minimum_age": 16.0, "maximum_age": 120},
        ],
        "languages": [{"id": "g7", "language": "pl"}, {"id": "g8", "language": "Klingon"}],
        "service_areas": [{"id": "a7", "service_area": "The valley"}],
        "service_taxonomys": [{"id": "x7", "taxonomy": {"id": "x8", "name": "Carers", "vocabulary": "esd"}}],
        "service_at_locations": [
            {
                "id": "l7",
                "location": {
                    "id": "l8",
                    "physical_addresses": [
                        {"id": "l9", "address_1": "2 Mill Lane", "city": "Upton", "postal_code": "XX3 4ZZ"}
                    ],
                },
            }
        ],
        "cost_options": [],
    }


def plain_service(number: int, **others: object) -> dict[str, Any]:
    """As little as a card can do with."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "name": f"Service {number}",
        "description": f"What service {number} does for families. It is open to all.",
        "status": "active",
        "contacts": [
            {"id": f"c{number}", "phones": [{"id": f"p{number}", "number": f"01632 960{number % 1000:03}"}]}
        ],
        **others,
    }
