"""What a person told us of themselves, and how they like to read."""

from bot.actions import joining
from bot.actions.joining import SHOWN, WALK, Profile, Setting
from bot.core.buttons import AskSetting, ListSurveys, OpenSettings, Set
from bot.core.people import Caller, Person, Wants
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.words import ENGLISH, Reader, Reading
from bot.handlers.joining import languages_of, who_rows
from bot.services import Services
from bot.texts import Texts

WHO = "audience"
"""Who one is: asked on joining, and changed with the same buttons."""


async def show_settings(services: Services, caller: Caller, argument: str) -> Screen:
    return _settings_screen(services, await joining.profile(services, caller))


async def tap_settings(services: Services, caller: Caller, tap: OpenSettings) -> Screen:
    return _settings_screen(services, await joining.profile(services, caller))


async def ask_setting(services: Services, caller: Caller, tap: AskSetting) -> Screen:
    profile = await joining.profile(services, caller)
    if tap.setting == WHO:
        return _ask_who(services, profile)
    return _ask_screen(services, profile, _setting(tap.setting), tap.walk)


def _ask_who(services: Services, profile: Profile) -> Screen:
    """The buttons of joining, which say who one is anew."""
    texts, reader = services.texts, profile.reader
    rows = who_rows(services, reader, profile.person.agreed_version, going="", language="")
    back = Button(texts.button(reader, "button_back"), OpenSettings())
    return Screen(texts.say(reader, "ask_audience"), (*rows, (back,)))


async def change_setting(services: Services, caller: Caller, tap: Set) -> Screen:
    """The walk after the first survey goes on to the next setting; else back to all of them."""
    setting = _setting(tap.setting)
    profile = await joining.change_setting(services, caller, setting, tap.value)
    if not tap.walk:
        return _settings_screen(services, profile)
    return _after(services, profile, setting)


def _setting(name: str) -> Setting:
    try:
        return Setting(name)
    except ValueError as error:
        raise Refusal("old_button") from error


def _after(services: Services, profile: Profile, setting: Setting) -> Screen:
    rest = WALK[WALK.index(setting) + 1 :] if setting in WALK else WALK
    for following in rest:
        if _choices(services, profile.reader, following):
            return _ask_screen(services, profile, following, walk=True)
    texts, reader = services.texts, profile.reader
    surveys = Button(texts.button(reader, "button_surveys"), ListSurveys())
    return Screen(texts.say(reader, "settings_walk_done"), ((surveys,),))


def _choices(services: Services, reader: Reader, setting: Setting) -> list[tuple[str, str]]:
    """Each choice's value and label. Languages, areas and themes are the forum's own and may be none."""
    texts, forum = services.texts, services.content.forum
    if setting is Setting.LANGUAGE:
        return _languages(services, reader)
    if setting is Setting.READING:
        return [(reading, texts.button(reader, f"button_reading_{reading}")) for reading in Reading]
    if setting is Setting.WANTS:
        return [(wants, texts.button(reader, f"button_wants_{wants}")) for wants in Wants]
    options = forum.areas if setting is Setting.AREA else forum.themes
    return [(option.id, option.text.choose(reader)) for option in options]


def _languages(services: Services, reader: Reader) -> list[tuple[str, str]]:
    """Somebody whose language is no longer offered can still go back to English."""
    if reader.language == ENGLISH:
        return languages_of(services)
    return languages_of(services) or [(ENGLISH, services.texts.button(Reader(), "language_en"))]


def _ask_screen(services: Services, profile: Profile, setting: Setting, walk: bool) -> Screen:
    texts, reader = services.texts, profile.reader
    kept = None if walk else _kept(profile.person)[setting]
    rows = [
        (Button(_marked(texts, reader, label, value == kept), Set(setting, value, walk)),)
        for value, label in _choices(services, reader, setting)
    ]
    if setting in (Setting.AREA, Setting.THEME):
        rows.append((Button(texts.button(reader, "button_rather_not"), Set(setting, "", walk)),))
    elif walk:
        rows.append(
            (Button(texts.button(reader, "button_skip"), Set(setting, profile.person.reading, walk)),)
        )
    if not walk:
        rows.append((Button(texts.button(reader, "button_back"), OpenSettings()),))
    return Screen(texts.say(reader, f"ask_{setting}"), tuple(rows))


def _marked(texts: Texts, reader: Reader, label: str, chosen: bool) -> str:
    return texts.button(reader, f"option_one_{'chosen' if chosen else 'free'}", label=label)


def _kept(person: Person) -> dict[Setting, str | None]:
    return {
        Setting.LANGUAGE: person.language,
        Setting.READING: person.reading,
        Setting.AREA: person.area,
        Setting.THEME: person.theme,
        Setting.WANTS: person.wants,
    }


def _settings_screen(services: Services, profile: Profile) -> Screen:
    texts, reader, person = services.texts, profile.reader, profile.person
    kept = _kept(person)
    lines, rows = [], []
    for setting in SHOWN:
        labels = dict(_choices(services, reader, setting))
        if labels:
            value = labels.get(kept[setting] or "", texts.button(reader, "setting_unset"))
            name = texts.button(reader, f"setting_{setting}")
            lines.append(texts.say(reader, "settings_line", name=name, value=value))
            rows.append((Button(name, AskSetting(setting, False)),))
    name = texts.button(reader, "setting_audience")
    who = [texts.button(reader, f"button_audience_{person.audience}")]
    if person.age is not None:
        who.append(texts.button(reader, f"button_age_{person.age}"))
    lines.append(texts.say(reader, "settings_line", name=name, value=", ".join(who)))
    rows.append((Button(name, AskSetting(WHO, False)),))
    html = texts.lines([texts.say(reader, "settings"), texts.lines(lines)], "\n\n")
    return Screen(html, tuple(rows))
