"""The card of urgent help: needs no joining, and keeps nothing."""

from dataclasses import dataclass

from bot.core.people import Caller
from bot.core.urgent import Card, card_for
from bot.core.words import Reader
from bot.services import Services
from bot.store import people


@dataclass(frozen=True)
class UrgentHelp:
    reader: Reader
    card: Card


async def find_card(services: Services, caller: Caller) -> UrgentHelp:
    person = await services.store.read(people.find, caller.telegram)
    return UrgentHelp(Reader() if person is None else person.reader, card_for(person))
