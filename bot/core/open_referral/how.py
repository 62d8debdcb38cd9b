"""How one gets there: what to know first, where it is, and what it costs, in the feed's own words."""

from collections.abc import Iterable
from datetime import date

from bot.core.open_referral.plain import cut, cut_at_word, plain
from bot.core.open_referral.services import CostOption, Service

LONGEST_LINE = 200
MOST_PLACES = 2
MOST_COSTS = 3


def read_how(service: Service, today: date) -> tuple[str, bool]:
    """The lines, empty where there are none, and whether they say how one gets there."""
    said = [service.alert, service.application_process, service.eligibility_description]
    lines = [cut(text, LONGEST_LINE) for text in filter(None, map(plain, said))]
    lines += _access(service)
    places = _places(service)[:MOST_PLACES]
    lines += places + _costs(service, today)[:MOST_COSTS]
    return "\n".join(dict.fromkeys(lines)), bool(places or plain(service.application_process))


def _access(service: Service) -> Iterable[str]:
    text = plain(service.attending_access)
    return [text[:1].upper() + cut_at_word(text[1:], 60)] if text else []


def _places(service: Service) -> list[str]:
    addresses = [address for one in service.service_at_locations for address in one.location.addresses]
    written = (
        ", ".join(dict.fromkeys(filter(None, map(plain, (one.address_1, one.city, one.postal_code)))))
        for one in addresses
    )
    return [cut_at_word(text, LONGEST_LINE) for text in dict.fromkeys(written) if text]


def _costs(service: Service, today: date) -> list[str]:
    options = [one for one in service.cost_options if one.valid_to is None or today <= one.valid_to]
    costs = list(filter(None, map(_cost, options)))
    fees = plain(service.fees_description or service.fees)
    return costs or ([cut(fees, LONGEST_LINE)] if fees else [])


def _cost(option: CostOption) -> str:
    """Such as £3.50 per session, under 18s. Nothing to pay is only said where the feed has words for it."""
    amount = "" if not option.amount or option.amount < 0 else f"£{option.amount:.2f}".removesuffix(".00")
    price = " ".join(filter(None, (amount, plain(option.amount_description))))
    return cut_at_word(", ".join(filter(None, (price, plain(option.option)))), LONGEST_LINE)
