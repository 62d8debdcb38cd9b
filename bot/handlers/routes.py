"""Which function answers which tap, command or message. Every one of them goes through here."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.actions import lead_checks, retention
from bot.actions import surveys as survey_actions
from bot.actions.members import reader_of
from bot.context import Context
from bot.core import buttons
from bot.core.buttons import Forged, Tap
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Screen
from bot.handlers import (
    alerts,
    answers,
    bulletins,
    closing,
    colleagues,
    counting,
    demand,
    drafting,
    entries,
    exporting,
    feedback,
    group_taps,
    groups,
    hearing,
    hiding,
    home,
    impact,
    inbox,
    inbox_passing,
    inbox_piece,
    inviting,
    jargon,
    joining,
    linking,
    meetings,
    mending,
    my_feedback,
    newvote,
    opening,
    own_terms,
    preview,
    privacy,
    pulling,
    regulation_56,
    releases,
    results,
    reviewing,
    safeguarding,
    schedule,
    seeking,
    settings,
    support,
    surveys,
    team,
    today,
    unsure,
    updates,
    urgent,
    votes,
    yousaid,
)
from bot.handlers.callers import read_attached, read_caller, read_tapper
from bot.handlers.menus import drop_menu_of, set_menu_of
from bot.handlers.show import show, show_meanwhile
from bot.handlers.tasks import take_command, take_file, take_words
from bot.handlers.watching import in_group, look_only, with_care
from bot.services import Services

OnTap = Callable[[Services, Caller, Any], Awaitable[Screen]]
OnCommand = Callable[[Services, Caller, str], Awaitable[Screen]]

TAPS: Mapping[type[Tap], OnTap] = {
    buttons.Agree: joining.agree,
    buttons.Decline: joining.decline,
    buttons.ReadNotice: joining.read_notice,
    buttons.Join: joining.join,
    buttons.OpenSurvey: surveys.open_survey,
    buttons.Begin: surveys.begin,
    buttons.Choose: surveys.choose,
    buttons.Onward: surveys.go_on,
    buttons.Skip: surveys.skip,
    buttons.Back: surveys.go_back,
    buttons.Later: surveys.carry_on_later,
    buttons.Change: surveys.change,
    buttons.Send: surveys.send,
    buttons.SendUnfinished: surveys.send_unfinished,
    buttons.TurnOverview: surveys.turn_overview,
    buttons.AskToWithdraw: surveys.ask_to_withdraw,
    buttons.Withdraw: surveys.withdraw,
    buttons.ExplainTerm: surveys.explain_term,
    buttons.ListSurveys: surveys.tap_list,
    buttons.OpenSettings: settings.tap_settings,
    buttons.AskSetting: settings.ask_setting,
    buttons.Set: settings.change_setting,
    buttons.OpenPrivacy: privacy.open_page,
    buttons.GetMyData: privacy.tap_my_data,
    buttons.AskToForget: privacy.tap_ask_to_forget,
    buttons.Forget: privacy.forget,
    buttons.StopMessages: privacy.tap_stop,
    buttons.ListFiles: opening.tap_files,
    buttons.PreviewSurvey: preview.preview,
    buttons.ChooseAudience: opening.choose_audience,
    buttons.ConfirmOpening: opening.confirm,
    buttons.OpenNow: opening.open_now,
    buttons.ConfirmClosing: closing.ask_to_close,
    buttons.CloseNow: closing.close_now,
    buttons.ListResults: results.tap_list,
    buttons.ShowResult: results.show,
    buttons.LookAgain: results.look_again,
    buttons.LookOn: results.look_on,
    buttons.ShowSplit: results.show_split,
    buttons.ShareResult: results.share,
    buttons.ReadTexts: reviewing.read_next,
    buttons.ReadText: reviewing.read_text,
    buttons.DecideText: reviewing.decide,
    buttons.AskProposal: reviewing.ask_proposal,
    buttons.MaskText: reviewing.begin_masking,
    buttons.MaskWord: reviewing.mask_word,
    buttons.UnmaskText: reviewing.unmask,
    buttons.Hide: hiding.hide,
    buttons.ShowUrgent: urgent.show,
    buttons.LeaveUrgent: answers.leave,
    buttons.StopWriting: answers.stop_writing,
    **safeguarding.TAPS,
    **alerts.TAPS,
    **today.TAPS,
    **groups.TAPS,
    **inviting.TAPS,
    **hearing.TAPS,
    **linking.TAPS,
    **counting.TAPS,
    **newvote.TAPS,
    **schedule.TAPS,
    **bulletins.TAPS,
    **meetings.TAPS,
    **unsure.TAPS,
    **drafting.TAPS,
    **mending.TAPS,
    **votes.TAPS,
    **updates.TAPS,
    **team.TAPS,
    **colleagues.TAPS,
    **releases.TAPS,
    **pulling.TAPS,
    **impact.TAPS,
    **exporting.TAPS,
    **regulation_56.TAPS,
    **yousaid.TAPS,
    **feedback.TAPS,
    **my_feedback.TAPS,
    **support.TAPS,
    **seeking.TAPS,
    **jargon.TAPS,
    **own_terms.TAPS,
    **entries.TAPS,
    **demand.TAPS,
    **inbox.TAPS,
    **inbox_piece.TAPS,
    **inbox_passing.TAPS,
}

COMMANDS: Mapping[str, OnCommand] = {
    "start": joining.start,
    "help": home.show_help,
    "surveys": surveys.list_surveys,
    "support": seeking.show_support,
    "jargon": jargon.show_jargon,
    "settings": settings.show_settings,
    "privacy": privacy.show_privacy,
    "mydata": privacy.send_my_data,
    "forgetme": privacy.ask_to_forget,
    "stop": privacy.stop,
    "open": opening.list_files,
    "close": closing.list_open,
    "results": results.list_results,
    "export": exporting.start,
    "invite": linking.choose_link,
    "count": counting.list_counts,
    "newvote": newvote.start,
    "schedule": bulletins.start,
    "newsurvey": drafting.start,
    "groups": groups.list_groups,
    "updates": updates.show_updates,
    "yousaid": yousaid.start,
    "team": team.start,
    "impact": impact.start,
    "today": today.show,
    "feedback": feedback.start,
    "inbox": inbox.start,
    "alerts": alerts.list_alerts,
}

OWN_WAY = frozenset({"start", "newvote", "feedback", "yousaid"})
"""Commands that say themselves what typed words belong to from then on. After the others: to nothing."""

BY_CODE = {tap.code: tap for tap in TAPS}


def read_tap(data: str) -> Tap:
    """Refuses data that fits no button of today."""
    try:
        return BY_CODE[data.partition(":")[0]].read(data)
    except (KeyError, Forged) as error:
        raise Refusal("old_button") from error


def _try_tap(data: str | None) -> Tap | None:
    try:
        return read_tap(data or "")
    except Refusal:
        return None


async def on_tap(update: Update, context: Context) -> None:
    query, services = update.callback_query, context.services
    assert query is not None
    if group_taps.is_in_group(query):
        await group_taps.on_group_tap(query, services, _try_tap(query.data))
        return
    caller = read_tapper(query)

    async def handling() -> Screen:
        tap = read_tap(query.data or "")
        if type(tap) in exporting.TAKES_ITS_TIME:
            reader = await reader_of(services, caller)
            await show_meanwhile(update, services.texts.say(reader, "making_file"))
        return await TAPS[type(tap)](services, caller, tap)

    await show(update, context, caller, await answers.kindly(services, caller, handling, tapped=True))
    if query.data and query.data.startswith(f"{buttons.Join.code}:"):
        await set_menu_of(context.bot, services, caller)
    if query.data and query.data.startswith(f"{buttons.Forget.code}:"):
        await drop_menu_of(context.bot, services, caller)


async def on_command(update: Update, context: Context) -> None:
    services, caller = context.services, read_caller(update)
    text = update.effective_message.text if update.effective_message else None
    name, _, argument = (text or "").partition(" ")
    command = COMMANDS[name.lstrip("/").partition("@")[0].lower()]

    async def handling() -> Screen:
        screen = await command(services, caller, argument.strip())
        if name.lstrip("/").partition("@")[0].lower() not in OWN_WAY:
            await survey_actions.turn_away(services, caller)
        return screen

    await show(update, context, caller, await with_care(context, caller, argument, handling))
    if command is joining.start:
        await lead_checks.note_started(services, caller)
        await set_menu_of(context.bot, services, caller)


async def on_text(update: Update, context: Context) -> None:
    services, caller = context.services, read_caller(update)
    text = (update.effective_message.text if update.effective_message else None) or ""
    answered = update.effective_message.reply_to_message if update.effective_message else None

    async def handling() -> Screen:
        view = await survey_actions.type_text(services, caller, text)
        if view is not None:
            return surveys.view_screen(services, view)
        screen = await take_words(services, caller, text)
        if screen is None and answered is not None:
            screen = await feedback.type_reply(services, caller, text, answered.message_id)
        return screen or await seeking.ask(services, caller, text)

    await show(update, context, caller, await with_care(context, caller, text, handling))


async def on_changed_text(update: Update, context: Context) -> None:
    """What was sent before is taken as it was; but the new words are looked at."""
    if update.edited_message is not None:
        await look_only(context, read_caller(update), update.edited_message.text or "")


async def on_unknown_command(update: Update, context: Context) -> None:
    message = update.effective_message
    services, caller = context.services, read_caller(update)
    text = (message.text if message else None) or ""

    async def handling() -> Screen:
        screen = await take_command(services, caller, text)
        if screen is None:
            raise Refusal("unknown_command")
        return screen

    await show(update, context, caller, await with_care(context, caller, text, handling))


async def on_other(update: Update, context: Context) -> None:
    """A photo, a voice note, a sticker: nobody could look at them in time. What stands below is looked at."""
    message = update.effective_message
    services, caller = context.services, read_caller(update)
    text = (message.caption if message else None) or ""

    attached, size = (None, 0) if message is None else read_attached(message, text)

    async def handling() -> Screen:
        return await take_file(services, caller, text, attached, size)

    await show(update, context, caller, await with_care(context, caller, text, handling))


async def on_group_message(update: Update, context: Context) -> None:
    await in_group(update, context, groups.on_group_message)


async def on_group_command(update: Update, context: Context) -> None:
    await in_group(update, context, groups.greet_group)


async def note_seen(update: Update, context: Context) -> None:
    """That whoever taps or types is still here; before all else, so that it is of the same moment."""
    if update.effective_user is not None and (update.callback_query or update.message):
        await retention.note_seen(context.services, Caller(update.effective_user.id))


async def apologise(update: Update, context: Context, code: str) -> None:
    """After a bug: said once, with the code that stands in the log."""
    query = update.callback_query
    if query is not None and group_taps.is_in_group(query):
        await group_taps.apologise(query, context.services, code)
        return
    if update.effective_user is None or not _is_private(update):
        return
    caller = Caller(update.effective_user.id)
    await show(update, context, caller, await answers.apology(context.services, caller, code))


def _is_private(update: Update) -> bool:
    """What goes wrong about a group concerns nobody who happens to be in it."""
    return update.effective_chat is None or update.effective_chat.type == ChatType.PRIVATE


def add_handlers(application: Application[Any, Context, Any, Any, Services, Any]) -> None:
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CallbackQueryHandler(on_tap))
    application.add_handler(CommandHandler([*COMMANDS], on_command, private))
    application.add_handler(MessageHandler(private & filters.COMMAND, on_unknown_command))
    application.add_handler(MessageHandler(private & filters.TEXT, on_text))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, on_other))
    changed = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT
    application.add_handler(MessageHandler(changed, on_changed_text))
    in_groups = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler([*COMMANDS], on_group_command, in_groups))
    application.add_handler(MessageHandler(in_groups, on_group_message))
    application.add_handler(ChatMemberHandler(groups.on_my_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(ChatMemberHandler(groups.on_membership, ChatMemberHandler.CHAT_MEMBER))
    application.add_handler(TypeHandler(Update, note_seen), group=-1)
