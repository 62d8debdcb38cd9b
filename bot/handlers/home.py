"""The first page, help, and what is said to words that belong nowhere."""

from markupsafe import Markup

from bot.actions import joining
from bot.actions.joining import Welcome
from bot.actions.leads import is_lead
from bot.actions.urgent import find_card
from bot.core.buttons import ListSurveys, OpenFeedback, OpenSettings, OpenSupport
from bot.core.people import Caller, Role
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.handlers.urgent import urgent_row
from bot.services import Services


def welcome_screen(services: Services, welcome: Welcome) -> Screen:
    texts, reader = services.texts, welcome.reader
    parts = [texts.say(reader, "welcome"), *_of_role(services, welcome, "welcome_coordinator")]
    return Screen(
        texts.lines(parts, "\n\n"),
        (
            (Button(texts.button(reader, "button_surveys"), ListSurveys()),),
            (Button(texts.button(reader, "button_support"), OpenSupport(0, "")),),
            (Button(texts.button(reader, "button_feedback"), OpenFeedback()),),
            (Button(texts.button(reader, "button_settings"), OpenSettings()),),
        ),
    )


def _of_role(services: Services, welcome: Welcome, of_coordinators: str) -> list[Markup]:
    """What else somebody can do: of what coordinators, officers and workers can, the most."""
    if Role.COORDINATOR in welcome.roles:
        return [services.texts.say(welcome.reader, of_coordinators)]
    if Role.OFFICER in welcome.roles:
        return [services.texts.say(welcome.reader, "help_officer")]
    if Role.WORKER in welcome.roles:
        return [services.texts.say(welcome.reader, "role_given_worker")]
    if welcome.works_with_families:
        return [services.texts.say(welcome.reader, "count_offered")]
    return []


def role_screen(services: Services, reader: Reader, role: Role) -> Screen:
    return Screen(services.texts.say(reader, f"role_given_{role}"))


async def show_help(services: Services, caller: Caller, argument: str) -> Screen:
    welcome, help_now = await joining.look_up(services, caller), await find_card(services, caller)
    reader = help_now.reader
    parts = [services.texts.say(reader, "help")]
    if welcome is not None:
        parts += _of_role(services, welcome, "help_coordinator")
    if await is_lead(services, caller):
        parts.append(services.texts.say(reader, "help_lead"))
    parts.append(services.texts.say(reader, help_now.card))
    return Screen(services.texts.lines(parts, "\n\n"), (urgent_row(services, reader),))
