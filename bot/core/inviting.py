"""Who is asked by a message of their own, and when those who have not answered are reminded."""

from datetime import datetime, timedelta

from bot.core.pacing import Pace
from bot.core.people import Person, Wants
from bot.core.surveys import Survey

SHORTEST_TO_REMIND = timedelta(days=3)
BEFORE_CLOSING = timedelta(days=2)


def kind_of(survey: Survey, is_vote: bool) -> Wants:
    if survey.working_group:
        return Wants.GROUPS
    return Wants.VOTES if is_vote else Wants.SURVEYS


def wants_this(person: Person, survey: Survey, is_vote: bool) -> bool:
    """Whether they like to be asked so much, and about this. Who named no theme is asked about all."""
    cares = not survey.themes or person.theme is None or person.theme in survey.themes
    return cares and person.wants.covers(kind_of(survey, is_vote))


def reminding_time(opened: datetime, closes: datetime, pace: Pace) -> datetime | None:
    """Two days before the closing, or half-way where that is later; at a decent hour.

    None where that is within a day of the opening: then the invitation is reminder enough.
    """
    if closes - opened < SHORTEST_TO_REMIND:
        return None
    moment = pace.decent_before(max(closes - BEFORE_CLOSING, opened + (closes - opened) / 2))
    return moment if moment - opened >= timedelta(days=1) else None
