"""Which card of urgent help fits somebody."""

from datetime import UTC, datetime

import pytest

from bot.core.people import AgeBand, Audience, Person
from bot.core.urgent import Card, card_for
from bot.core.words import Reading

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("audience", "age", "card"),
    [
        (Audience.YOUNG, AgeBand.UNDER_16, Card.YOUNG),
        (Audience.YOUNG, AgeBand.FROM_16, Card.YOUNG),
        (Audience.YOUNG, None, Card.YOUNG),
        (Audience.YOUNG, AgeBand.FROM_19, Card.GROWN),
        (Audience.YOUNG, AgeBand.FROM_26, Card.GROWN),
        (Audience.PARENT, None, Card.ADULT),
        (Audience.WORKER, None, Card.ADULT),
        (Audience.UNSAID, None, Card.ADULT),
    ],
)
def test_the_card_goes_by_who_one_is_and_how_old(audience: Audience, age: AgeBand | None, card: Card) -> None:
    person = Person(1, 1001, audience, age, None, None, Reading.USUAL, False, 1, MONDAY)

    assert card_for(person) is card


def test_who_has_not_joined_gets_the_card_for_everybody() -> None:
    assert card_for(None) is Card.ADULT
