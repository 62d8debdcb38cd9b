"""Comments on the Local Offer for the council: which time, the files, and which answer belongs to which."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import comment_answers, exporting, regulation_56
from bot.actions.comment_answers import AllAnswered, AtComment, SameAnswer
from bot.actions.impact_words import day_in_month, period_name
from bot.actions.regulation_56 import PackPage, PackPeriods
from bot.core.buttons import ListExports, ReadTexts, Tap
from bot.core.buttons.record import StartEntry
from bot.core.buttons.regulation_56 import (
    ListPacks,
    NextComment,
    PackAs,
    SetAnswer,
    SetAnswerOfRest,
    ShowComment,
    ShowPack,
)
from bot.core.buttons.releases import AskRelease
from bot.core.exporting import LocalOffer, forms_of
from bot.core.impact import Period
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.record import Entry
from bot.core.releases import What
from bot.core.screens import Button, File, Rows, Screen
from bot.core.words import Reader
from bot.services import Services

LONGEST_LABEL = 60
LONGEST_SHOWN = 2500
"""Of a comment: one knows which it is, and the file has all of it."""


async def list_packs(services: Services, caller: Caller, tap: ListPacks) -> Screen:
    return list_screen(services, await regulation_56.list_packs(services, caller))


def list_screen(services: Services, found: PackPeriods) -> Screen:
    texts, reader = services.texts, found.reader
    others = (Button(texts.button(reader, "button_other_files"), ListExports(0)),)
    day = "" if found.more_from is None else day_in_month(services, reader, found.more_from)
    if not found.periods:
        return Screen(texts.say(reader, "pack_none", day=day), (others,))
    rows = tuple((Button(period_name(services, reader, one), ShowPack(one.key)),) for one in found.periods)
    return Screen(texts.say(reader, "pack_which", day=day), (*rows, others))


async def show_pack(services: Services, caller: Caller, tap: ShowPack) -> Screen:
    return _pack(services, await regulation_56.show_pack(services, caller, tap.period))


def _pack(services: Services, page: PackPage) -> Screen:
    texts, reader, pack = services.texts, page.reader, page.pack
    html = texts.say(
        reader,
        "pack_page",
        time=period_name(services, reader, pack.period),
        comments=pack.size,
        unanswered=pack.unanswered,
        unread=pack.unread,
        proposals=len(pack.proposals),
        not_allowed=pack.not_allowed,
    )
    return Screen(html, _ways_on(services, page))


def _ways_on(services: Services, page: PackPage) -> Rows:
    """Reading, answers, release, files: also below the files that were just taken."""
    texts, reader, pack = services.texts, page.reader, page.pack
    rows: list[tuple[Button, ...]] = []
    if page.to_read is not None:
        rows.append((Button(texts.button(reader, "button_pack_read"), ReadTexts(page.to_read, 0, False)),))
    if pack.size:
        again = "" if pack.unanswered else "_again"
        walk = NextComment(pack.period.key, 0, not pack.unanswered)
        rows.append((Button(texts.button(reader, f"button_pack_answers{again}"), walk),))
        release = AskRelease(What.REGULATION_56, pack.period.number)
        rows.append((Button(texts.button(reader, "button_release"), release),))
    return (*rows, *_forms(services, reader, pack.period))


def _forms(services: Services, reader: Reader, period: Period) -> Rows:
    texts = services.texts
    forms = tuple(
        (Button(texts.button(reader, f"button_form_{form}"), PackAs(period.key, form)),)
        for form in forms_of(LocalOffer(period))
    )
    return (*forms, (Button(texts.button(reader, "button_impact_others"), ListPacks()),))


async def export(services: Services, caller: Caller, tap: PackAs) -> Screen:
    """The files come below; another form, the answers and the release are a tap away."""
    period = regulation_56.period_of(tap.period)
    made = await exporting.export_for_chat(services, caller, str(LocalOffer(period)), tap.form)
    reader = made.choice.reader
    time = period_name(services, reader, period)
    html = services.texts.say(reader, "pack_done", time=time, files=len(made.files))
    first, *others = made.files
    warning = services.texts.button(reader, "pack_file_to_decide")
    files = (File(*first), *(File(name, content, warning) for name, content in others))
    page = await regulation_56.show_pack(services, caller, tap.period)
    return Screen(html, _ways_on(services, page), files=files)


# which answer belongs to which comment


async def next_comment(services: Services, caller: Caller, tap: NextComment) -> Screen:
    found = await comment_answers.next_comment(services, caller, tap.period, tap.after, tap.everything)
    return _following(services, found)


async def show_comment(services: Services, caller: Caller, tap: ShowComment) -> Screen:
    found = await comment_answers.show_comment(services, caller, tap.period, tap.text, tap.page)
    return _following(services, found)


async def set_answer(services: Services, caller: Caller, tap: SetAnswer) -> Screen:
    found = await comment_answers.set_answer(services, caller, tap.period, tap.text, tap.entry)
    said = "toast_answer_set" if tap.entry else "toast_answer_away"
    return _following(services, found).with_toast(services.texts.toast(found.reader, said))


async def set_answer_of_rest(services: Services, caller: Caller, tap: SetAnswerOfRest) -> Screen:
    found = await comment_answers.set_answer_of_rest(services, caller, tap.period, tap.text)
    said = services.texts.toast(found.reader, "toast_answer_set")
    return _following(services, found).with_toast(said)


def _following(services: Services, found: AtComment | SameAnswer | AllAnswered) -> Screen:
    match found:
        case AtComment():
            return _comment(services, found)
        case SameAnswer():
            return _same(services, found)
    texts, reader, pack = services.texts, found.reader, found.pack
    time = period_name(services, reader, pack.period)
    html = texts.say(reader, "comments_all_answered", time=time, unanswered=pack.unanswered)
    return Screen(html, (_back(services, reader, pack.period),))


def _comment(services: Services, at: AtComment) -> Screen:
    texts, reader, text = services.texts, at.reader, at.said.text
    html = texts.say(
        reader,
        "comment_to_answer",
        heading=texts.button(reader, f"heading_{at.said.heading}"),
        text=first_units(at.words, LONGEST_SHOWN),
        answer="" if at.answer is None else _answer(services, reader, at.answer),
        choices=len(at.choices),
    )
    key, rows = at.period.key, list[tuple[Button, ...]]()
    if at.answer is not None:
        rows.append((Button(texts.button(reader, "button_answer_away"), SetAnswer(key, text.id, 0)),))
    else:
        for entry in at.choices:
            pick = SetAnswer(key, text.id, entry.id)
            rows.append((Button(_answer(services, reader, entry), pick),))
        if at.pages > 1:
            more = ShowComment(key, text.id, (at.page + 1) % at.pages)
            rows.append((Button(texts.button(reader, "button_answer_more"), more),))
        rows.append((Button(texts.button(reader, "button_answer_new"), StartEntry(at.said.asking.id)),))
    on = "button_answer_none" if at.answer is None else "button_answer_next"
    rows.append((Button(texts.button(reader, on), NextComment(key, text.id, at.answer is not None)),))
    return Screen(html, (*rows, _back(services, reader, at.period)))


def _answer(services: Services, reader: Reader, entry: Entry) -> str:
    """Of several from one survey each has its own newest step."""
    state = services.texts.button(reader, f"record_state_{entry.state}")
    words = " ".join(entry.steps[-1].text.split())
    label = services.texts.button(reader, "button_answer_choice", state=state, text=words)
    return first_units(label, LONGEST_LABEL)


def _same(services: Services, found: SameAnswer) -> Screen:
    texts, reader, key, text = services.texts, found.reader, found.period.key, found.said.text.id
    answer = _answer(services, reader, found.answer)
    html = texts.say(reader, "comment_same_answer", answer=answer, number=found.others)
    rest = Button(texts.button(reader, "button_answer_rest", number=found.others), SetAnswerOfRest(key, text))
    only = Button(texts.button(reader, "button_answer_only"), NextComment(key, text, False))
    return Screen(html, ((rest,), (only,), _back(services, reader, found.period)))


def _back(services: Services, reader: Reader, period: Period) -> tuple[Button, ...]:
    return (Button(services.texts.button(reader, "button_pack_back"), ShowPack(period.key)),)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListPacks: list_packs,
    ShowPack: show_pack,
    PackAs: export,
    NextComment: next_comment,
    ShowComment: show_comment,
    SetAnswer: set_answer,
    SetAnswerOfRest: set_answer_of_rest,
}
