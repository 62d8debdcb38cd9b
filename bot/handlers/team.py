"""/team: who has which role, invited by a link and taken back with a tap."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import team
from bot.actions.team import Holder, Team
from bot.core.buttons import Tap
from bot.core.buttons.team import AskToTakeRole, InviteTo, ListTeam, SayMyName, TakeRole
from bot.core.lengths import first_units
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

INVITED = (Role.COORDINATOR, Role.OFFICER, Role.SAFEGUARDING, Role.WORKER)


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return _list(services, await team.list_team(services, caller))


async def tap_list(services: Services, caller: Caller, tap: ListTeam) -> Screen:
    return _list(services, await team.list_team(services, caller))


async def invite(services: Services, caller: Caller, tap: InviteTo) -> Screen:
    link = await team.make_link(services, caller, _role(tap.role))
    texts, reader = services.texts, link.reader
    will = texts.button(reader, f"team_will_{link.role}")
    html = texts.say(reader, "team_link", will=will, address=link.address)
    return Screen(html, (_back(services, reader),))


async def ask_to_take(services: Services, caller: Caller, tap: AskToTakeRole) -> Screen:
    asked = await team.ask_to_take(services, caller, tap.person, _role(tap.role))
    texts, reader = services.texts, asked.reader
    html = texts.say(reader, "team_ask", **_named(services, reader, asked.holder))
    take = Button(texts.button(reader, "button_team_take"), TakeRole(tap.person, tap.role))
    return Screen(html, ((take,), _back(services, reader)))


async def take(services: Services, caller: Caller, tap: TakeRole) -> Screen:
    taken = await team.take_role(services, caller, tap.person, _role(tap.role))
    texts, reader = services.texts, taken.reader
    html = texts.say(reader, "team_took", **_named(services, reader, taken.holder))
    is_out = taken.holder.is_me and taken.holder.role is Role.COORDINATOR
    return Screen(html, () if is_out else (_back(services, reader),))


def _role(value: str) -> Role:
    try:
        return Role(value)
    except ValueError as error:
        raise Refusal("old_button") from error


def _list(services: Services, found: Team) -> Screen:
    texts, reader = services.texts, found.reader
    can_take = any(one.can_be_taken for one in found.holders)
    fixed = any(one.is_fixed for one in found.holders)
    parts: list[str] = [texts.say(reader, "team_list", can_take=can_take, fixed=fixed)]
    rows: list[tuple[Button, ...]] = []
    for role in Role:
        those = [one for one in found.holders if one.role is role]
        lines = [_line(services, reader, one, at) for at, one in enumerate(those, start=1)]
        heading = texts.say(reader, "team_heading", role=texts.button(reader, f"team_roles_{role}"))
        parts.append(texts.lines([heading, *(lines or [texts.say(reader, "team_nobody")])]))
        for at, one in enumerate(those, start=1):
            if one.person is not None and one.can_be_taken:
                label = texts.button(
                    reader,
                    "button_team_holder",
                    role=texts.button(reader, f"team_role_{role}"),
                    name=first_units(one.name, 20),
                    number=at,
                )
                rows.append((Button(label, AskToTakeRole(one.person, role)),))
    rows += [
        (
            Button(
                texts.button(reader, "button_team_invite", role=texts.button(reader, f"team_role_{role}")),
                InviteTo(role),
            ),
        )
        for role in INVITED
    ]
    mine = next((one.name for one in found.holders if one.is_me and one.name), "")
    rows.append((Button(texts.button(reader, "button_colleague_name", name=mine), SayMyName("team")),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _line(services: Services, reader: Reader, one: Holder, number: int) -> str:
    return services.texts.say(
        reader,
        "team_line",
        name=one.name,
        number=number,
        mine=one.is_me,
        fixed=one.is_fixed,
        place=one.place,
        joined=one.person is not None,
    )


def _named(services: Services, reader: Reader, one: Holder) -> dict[str, object]:
    role = services.texts.button(reader, f"team_role_{one.role}")
    return {"role": role, "name": one.name, "mine": one.is_me}


def _back(services: Services, reader: Reader) -> tuple[Button, ...]:
    return (Button(services.texts.button(reader, "button_team"), ListTeam()),)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListTeam: tap_list,
    InviteTo: invite,
    AskToTakeRole: ask_to_take,
    TakeRole: take,
}
