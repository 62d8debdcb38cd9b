"""Which card of urgent help fits somebody."""

from enum import StrEnum

from bot.core.people import AgeBand, Audience, Person


class Card(StrEnum):
    """Each is the key of its message."""

    ADULT = "urgent"
    """Parents, workers, and whoever we know nothing of."""
    YOUNG = "urgent_young"
    """A young person who is, or may be, under 19: Childline stands first."""
    GROWN = "urgent_grown"
    """A young person of 19 and over: Childline is not for them."""


def card_for(person: Person | None) -> Card:
    """None: somebody who has not joined."""
    if person is None or person.audience is not Audience.YOUNG:
        return Card.ADULT
    return Card.GROWN if person.age in {AgeBand.FROM_19, AgeBand.FROM_26} else Card.YOUNG
