"""What is held about somebody, and their say over it: /privacy, /mydata, /forgetme, /stop."""

from bot.actions import forgetting, privacy, releases
from bot.actions.forgetting import ForgetQuestion, Forgotten
from bot.actions.privacy import Standing, Stopped
from bot.core.buttons import AskToForget, Forget, GetMyData, OpenPrivacy, StopMessages
from bot.core.pages import Page
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, File, Screen
from bot.core.words import Reader
from bot.handlers.feedback import say_number
from bot.handlers.my_data import my_data_page, strangers_page
from bot.handlers.releases import line_words, turns
from bot.services import Services

HOME, NOTICE, COMPLAIN, RELEASED = "home", "notice", "complain", "released"


async def show_privacy(services: Services, caller: Caller, argument: str) -> Screen:
    return _home(services, await privacy.standing(services, caller))


async def open_page(services: Services, caller: Caller, tap: OpenPrivacy) -> Screen:
    standing = await privacy.standing(services, caller)
    texts, reader = services.texts, standing.reader
    back = ((Button(texts.button(reader, "button_back"), OpenPrivacy(HOME)),),)
    match tap.page:
        case "home":
            return _home(services, standing)
        case "notice":
            return Screen(texts.say(reader, "notice_whole"), back)
        case "complain":
            return Screen(texts.say(reader, "privacy_complain"), back)
    if tap.page.startswith(RELEASED) and tap.page.removeprefix(RELEASED).isdecimal():
        return await _released(services, reader, int(tap.page.removeprefix(RELEASED)))
    raise Refusal("old_button")


async def _released(services: Services, reader: Reader, page: int) -> Screen:
    """What was released to officers, when, and how often it was pulled: also what was taken back."""
    found = await releases.list_for_members(services, reader, page)
    texts = services.texts
    parts = [texts.say(reader, "privacy_released" if found.releases else "privacy_released_none")]
    parts += [
        texts.say(reader, "release_line", line=line_words(services, reader, one)) for one in found.releases
    ]
    rows = turns(services, reader, found.page, found.pages, lambda at: OpenPrivacy(f"{RELEASED}{at}"))
    back = (Button(texts.button(reader, "button_privacy"), OpenPrivacy(HOME)),)
    return Screen(texts.lines(parts, "\n\n"), (*rows, back))


def _home(services: Services, standing: Standing) -> Screen:
    texts, reader = services.texts, standing.reader
    forgotten = standing.forgotten_at
    held = texts.say(
        reader,
        "privacy_held"
        if standing.joined
        else "privacy_stranger"
        if _is_held(standing)
        else "privacy_nothing",
        forgotten=texts.day(reader, forgotten) if forgotten else "",
        days=forgetting.DAYS_IN_LIST,
        voted=standing.voted,
        wrote=standing.wrote,
        alerted=standing.alerted,
        called=standing.called,
    )
    given = [
        texts.button(
            reader,
            "privacy_given",
            day=texts.date(reader, one.day),
            number=say_number(one.feedback),
            body=one.body,
        )
        for one in standing.given
    ]
    html = texts.lines([held, texts.say(reader, "privacy", given=given)], "\n\n")
    return Screen(html, (*_own_rows(services, standing), *_reading_rows(services, reader)))


def _is_held(standing: Standing) -> bool:
    """Something of somebody who has not joined."""
    return standing.voted or standing.wrote or standing.alerted


def _own_rows(services: Services, standing: Standing) -> tuple[tuple[Button, ...], ...]:
    texts, reader = services.texts, standing.reader
    see = (Button(texts.button(reader, "button_my_data"), GetMyData()),)
    forget_me = (Button(texts.button(reader, "button_forget_me"), AskToForget()),)
    if not standing.joined:
        return (see, forget_me) if _is_held(standing) else ()
    messages = "button_messages_again" if standing.quiet else "button_stop"
    return (see, (Button(texts.button(reader, messages), StopMessages(not standing.quiet)),), forget_me)


def _reading_rows(services: Services, reader: Reader) -> tuple[tuple[Button, ...], ...]:
    texts = services.texts
    return (
        (Button(texts.button(reader, "button_notice_more"), OpenPrivacy(NOTICE)),),
        (Button(texts.button(reader, "button_privacy_released"), OpenPrivacy(f"{RELEASED}0")),),
        (Button(texts.button(reader, "button_complain"), OpenPrivacy(COMPLAIN)),),
    )


async def send_my_data(services: Services, caller: Caller, argument: str) -> Screen:
    """One file, for the person alone."""
    data = await privacy.my_data(services, caller)
    if data is not None:
        return _file_screen(services, data.person.reader, my_data_page(services, data))
    held = await privacy.strangers_data(services, caller)
    if held is not None:
        return _file_screen(services, Reader(), strangers_page(services, held))
    return await show_privacy(services, caller, "")


def _file_screen(services: Services, reader: Reader, page: Page) -> Screen:
    texts = services.texts
    day = services.clock().astimezone(services.content.forum.time_zone).date()
    file = File(f"heard-my-information-{day}.html", privacy.write_file(page))
    back = Button(texts.button(reader, "button_privacy"), OpenPrivacy(HOME))
    return Screen(texts.say(reader, "my_data"), ((back,),), files=(file,))


async def tap_my_data(services: Services, caller: Caller, tap: GetMyData) -> Screen:
    return await send_my_data(services, caller, "")


async def ask_to_forget(services: Services, caller: Caller, argument: str) -> Screen:
    question = await forgetting.ask_to_forget(services, caller)
    if question is None:
        return await show_privacy(services, caller, "")
    return _ask_screen(services, question)


async def tap_ask_to_forget(services: Services, caller: Caller, tap: AskToForget) -> Screen:
    return await ask_to_forget(services, caller, "")


async def forget(services: Services, caller: Caller, tap: Forget) -> Screen:
    """A second tap finds nothing held, and says so."""
    done = await forgetting.forget_me(services, caller, tap.anyway)
    match done:
        case Forgotten():
            return _farewell(services, done)
        case ForgetQuestion():
            return _ask_screen(services, done)
    return await show_privacy(services, caller, "")


def _ask_screen(services: Services, question: ForgetQuestion) -> Screen:
    texts, reader = services.texts, question.reader
    yes = "button_forget_anyway" if question.last else "button_forget_yes"
    parts = [texts.say(reader, "forget_last" if question.last else "forget_ask")]
    if question.alert:
        parts.append(texts.say(reader, "forget_alert"))
    return Screen(
        texts.lines(parts, "\n\n"),
        (
            (Button(texts.button(reader, "button_forget_no"), OpenPrivacy(HOME)),),
            (Button(texts.button(reader, yes), Forget(question.last)),),
        ),
    )


def _farewell(services: Services, done: Forgotten) -> Screen:
    texts, reader = services.texts, done.reader
    parts = [texts.say(reader, "forgotten", days=forgetting.DAYS_IN_LIST)]
    if done.lost:
        parts.append(texts.say(reader, "forgotten_lost"))
    if done.alert:
        parts.append(texts.say(reader, "forgotten_alert"))
    if done.appointed:
        parts.append(texts.say(reader, "forgotten_appointed"))
    return Screen(texts.lines(parts, "\n\n"))


async def stop(services: Services, caller: Caller, argument: str) -> Screen:
    return await _set_quiet(services, caller, True)


async def tap_stop(services: Services, caller: Caller, tap: StopMessages) -> Screen:
    return await _set_quiet(services, caller, tap.quiet)


async def _set_quiet(services: Services, caller: Caller, quiet: bool) -> Screen:
    done = await privacy.set_quiet(services, caller, quiet)
    return await show_privacy(services, caller, "") if done is None else _stop_screen(services, done)


def _stop_screen(services: Services, done: Stopped) -> Screen:
    texts, reader = services.texts, done.reader
    if not done.quiet:
        return Screen(texts.say(reader, "messages_again"))
    html = texts.say(reader, "stopped")
    if done.in_team:
        html = texts.lines([html, texts.say(reader, "stopped_team")], "\n\n")
    return Screen(html, ((Button(texts.button(reader, "button_messages_again"), StopMessages(False)),),))
