"""Puts the bot together: the only file that knows every other."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot
from uvicorn import Config, Server

from bot import __version__
from bot.actions.alerting import watch_over_alerts
from bot.actions.amending import Amended
from bot.actions.bulletins import LeftBehind
from bot.actions.closing import close_due
from bot.actions.feedback_days import remind_to_answer
from bot.actions.forgetting import finish_forgetting
from bot.actions.going_out import post_due
from bot.actions.going_out import progress_post as issue_progress
from bot.actions.hearing import remind_to_report
from bot.actions.inviting import progress_post
from bot.actions.lead_checks import check_leads
from bot.actions.live_votes import MembersCounted, VotesShown, post_missing
from bot.actions.progress import ProgressShown
from bot.actions.record import count_differences
from bot.actions.reminding import remind_invited, remind_unsent
from bot.actions.role_links import make_first_link
from bot.actions.safeguarding import show_missed_cards
from bot.actions.telling import remind_to_look
from bot.actions.upkeep import NightlyBackup
from bot.context import Context, FrankApplication, context_types
from bot.core.bulletins import ISSUE
from bot.editor import count_members, edit_message, remove_messages
from bot.exports.workbench import clear_workbenches
from bot.handlers.joining import ROLE_LINK
from bot.handlers.menus import set_common_menu
from bot.handlers.routes import add_handlers, apologise
from bot.intake import Intake, Outage, Polling, WrongToken
from bot.intake.outage import Sleep
from bot.intake.polling import ALLOWED, FINISHING
from bot.jobs import Jobs, Work
from bot.making_services import make_clock, open_services
from bot.sender import Sender
from bot.services import Clock, Services
from bot.settings import BadSettings, Settings
from bot.store.pulse import Pulse
from bot.transport import AiohttpRequest, Limiter, Limits
from bot.web.release_pages import content_policy, page_routes
from bot.web.site import MOST_CONNECTIONS, PatientProtocol, make_site
from bot.web.webhook import PATH, webhook_route

log = logging.getLogger(__name__)

OurBot = ExtBot[Any]
OurApplication = Application[Any, Context, Any, Any, Services, Any]


async def run_bot(
    settings: Settings,
    stop: asyncio.Event,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
    sleep: Sleep = asyncio.sleep,
    say: Callable[[str], None] = print,
    on_ready: Callable[[Services, Jobs], None] = lambda services, jobs: None,
) -> None:
    """Until `stop` is set. Raises WrongToken, BadSettings, BadContent or Unusable.

    `sleep` is how troubles that should pass are waited out.
    """
    if settings.token is None:
        raise BadSettings(["HEARD_BOT_TOKEN is missing. @BotFather gives you one; see README.md."])
    calling, fetching = AiohttpRequest(), AiohttpRequest(most=1)
    async with AsyncExitStack() as stack:
        # PTB closes them only once it has met Telegram, which a wrong token never does.
        stack.push_async_callback(calling.shutdown)
        stack.push_async_callback(fetching.shutdown)
        services = await stack.enter_async_context(open_services(settings, clock or make_clock(settings)))
        _check_numbers(settings, services)
        # The demo's people tap faster than people do; its Telegram limits us only when it is told to.
        pace = limits or (Limits.none() if settings.is_demo else Limits())
        application = _build(settings, settings.token, services, calling, fetching, pace)
        await _meet_telegram(stack, application, stop)
        if stop.is_set():
            return
        services = replace(services, bot_name=application.bot.username)
        application.bot_data = services
        await _prepare(application, services, say)
        jobs = Jobs(services, _due_work(application.bot))
        on_ready(services, jobs)
        await _work(settings, application, services, jobs, fetching, stop, sleep)


def _due_work(bot: OurBot) -> list[Work]:
    edit = partial(edit_message, bot)
    return [
        watch_over_alerts,
        show_missed_cards,
        check_leads,
        close_due,
        VotesShown(edit),
        post_missing,
        MembersCounted(partial(count_members, bot)),
        remind_unsent,
        remind_invited,
        remind_to_report,
        remind_to_look,
        post_due,
        LeftBehind(),
        count_differences,
        remind_to_answer,
        ProgressShown(edit, {"invitation": progress_post, ISSUE: issue_progress}),
        Amended(edit, partial(remove_messages, bot)),
        NightlyBackup(),
    ]


def _check_numbers(settings: Settings, services: Services) -> None:
    """A family in need must not be sent to a number of the example forum."""
    invented = services.content.forum.invented()
    if invented and not settings.is_local:
        names = ", ".join(f"{name} {number}" for name, number in invented.items())
        raise BadSettings(
            [
                f"forum.yaml still has invented numbers: {names}. "
                f"Put your forum's own in {settings.content_dir}."
            ]
        )


def _build(
    settings: Settings,
    token: str,
    services: Services,
    calling: AiohttpRequest,
    fetching: AiohttpRequest,
    limits: Limits,
) -> OurApplication:
    api = settings.api_url.rstrip("/")
    application: OurApplication = (
        ApplicationBuilder()
        .application_class(FrankApplication)
        .context_types(context_types(services))
        .token(token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .updater(None)
        .request(calling)
        .get_updates_request(fetching)
        .rate_limiter(Limiter(limits))
        .build()
    )
    add_handlers(application)
    return application


async def _meet_telegram(stack: AsyncExitStack, application: OurApplication, stop: asyncio.Event) -> None:
    """Waits out a network that is down; a wrong token ends it."""
    try:
        met = await _insist(application.initialize, "Telegram cannot be reached", stop)
    except InvalidToken as error:
        raise WrongToken from error
    if met:
        stack.push_async_callback(application.shutdown)


async def _insist(call: Callable[[], Awaitable[object]], trouble: str, stop: asyncio.Event) -> bool:
    """Until Telegram does it; False when the bot is stopped before. What it refuses for good is raised."""
    outage = Outage(trouble, lambda seconds: _sleep_unless(stop, seconds))
    tries = 0
    while not stop.is_set():
        try:
            await call()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            await outage.wait(tries, type(error).__name__)
            tries += 1
        else:
            outage.end()
            return True
    return False


async def _sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass


async def _prepare(application: OurApplication, services: Services, say: Callable[[str], None]) -> None:
    await finish_forgetting(services)
    await asyncio.to_thread(clear_workbenches, services.store.path.parent)
    code = await make_first_link(services)
    if code is not None:
        link = f"https://t.me/{services.bot_name}?start={ROLE_LINK}{code}"
        say(f"Open this link to become the coordinator (it works once): {link}")
    try:
        await set_common_menu(application.bot, services)
    except TelegramError as error:
        log.warning("The command menu could not be set (%s)", type(error).__name__)


async def _work(
    settings: Settings,
    application: OurApplication,
    services: Services,
    jobs: Jobs,
    fetching: AiohttpRequest,
    stop: asyncio.Event,
    sleep: Sleep,
) -> None:
    async def process(update: Update) -> None:
        pulse.note_update()
        await application.process_update(update)

    async def apologise_for(update: Update, code: str) -> None:
        await apologise(update, Context(application), code)

    intake = Intake(services, application.bot, process, apologise_for, sleep=sleep)
    pulse = Pulse(settings.alive_file, services.clock, lambda: len(intake.ledger))
    sender = Sender(services, application.bot, sleep, pace=services.content.forum.pace)
    log.info("Heard %s is at work as @%s", __version__, services.bot_name)
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(sender.run())
            # Together with intake: one after the other they could take longer than ten seconds.
            stopping = tasks.create_task(_call_when(stop, sender.stop))
            jobs.start(pulse.beat)
            try:
                async with _site(settings, services, intake):
                    if settings.webhook_url is None:
                        await _poll(Polling(intake, application.bot, fetching, pulse.beat, sleep), stop)
                    else:
                        await _wait_for_updates(settings, application.bot, intake, stop)
            finally:
                await jobs.stop()
                sender.stop()
                stopping.cancel()
    finally:
        pulse.stop()


async def _poll(polling: Polling, stop: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as tasks:
        stopping = tasks.create_task(_call_when(stop, polling.stop))
        await polling.run()
        stopping.cancel()


async def _call_when(stop: asyncio.Event, call: Callable[[], None]) -> None:
    await stop.wait()
    call()


@asynccontextmanager
async def _site(settings: Settings, services: Services, intake: Intake) -> AsyncIterator[None]:
    """Listens, where that is set: for updates, for those who open a release, or for both."""
    routes = page_routes(services) if services.pages_url else []
    if settings.webhook_url is not None:
        routes.append(webhook_route(str(settings.webhook_key), intake.take_in))
    if settings.listen is None or not routes:
        yield
        return
    site = make_site(routes, content_policy())
    server = Server(
        Config(
            site,
            http=PatientProtocol,
            ws="none",
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=5,
            server_header=False,
            log_config=None,
            access_log=False,
        )
    )
    server.capture_signals = nullcontext  # type: ignore[method-assign, assignment] # the command line's
    with _listen(settings.listen) as listening:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve([listening]))
            try:
                yield
            finally:
                server.should_exit = True


async def _wait_for_updates(settings: Settings, bot: OurBot, intake: Intake, stop: asyncio.Event) -> None:
    """Telegram brings the updates. What it cannot deliver it keeps for a day and brings again."""
    try:
        await _set_webhook(settings, bot, str(settings.webhook_key), stop)
        await stop.wait()
    finally:
        await intake.finish(FINISHING)


def _listen(address: str) -> socket.socket:
    host, port = address.rsplit(":", 1)
    try:
        return socket.create_server((host, int(port)))
    except (OSError, OverflowError) as error:
        raise BadSettings([f"HEARD_LISTEN: nothing can listen on {address} ({error})."]) from error


async def _set_webhook(settings: Settings, bot: OurBot, secret: str, stop: asyncio.Event) -> None:
    url = f"{str(settings.webhook_url).rstrip('/')}{PATH}"

    async def call() -> object:
        return await bot.set_webhook(
            url, secret_token=secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )

    try:
        await _insist(call, "The webhook cannot be set", stop)
    except BadRequest as error:
        raise BadSettings([f"HEARD_WEBHOOK_URL: Telegram refuses it ({error.message})."]) from error
