"""What people wrote, read by a coordinator one text at a time."""

from collections.abc import Mapping

from bot.actions import reviewing
from bot.actions.reviewing import AllRead, Masking, Reading
from bot.core.buttons import (
    AskProposal,
    DecideText,
    LookAgain,
    MaskText,
    MaskWord,
    ReadText,
    ReadTexts,
    UnmaskText,
)
from bot.core.masking import Found, say_masked
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.core.written import Decision, Written
from bot.services import Services

LETTERS_A_PAGE = 2500
"""Of a text: with all that stands around it, it fits one message however it is written."""
SAID: Mapping[Decision, str] = {
    Decision.KEEP: "toast_text_kept",
    Decision.LEAVE_OUT: "toast_text_left_out",
    Decision.ONE_PERSON: "toast_text_proposed",
    Decision.VEXATIOUS: "toast_text_proposed",
}


async def read_next(services: Services, caller: Caller, tap: ReadTexts) -> Screen:
    return _screen(
        services, await reviewing.read_next(services, caller, tap.survey, tap.after, tap.everything)
    )


async def read_text(services: Services, caller: Caller, tap: ReadText) -> Screen:
    return _screen(services, await reviewing.read_text(services, caller, tap.text), tap.page)


async def ask_proposal(services: Services, caller: Caller, tap: AskProposal) -> Screen:
    """The council reads what is proposed: whom it names is masked first."""
    if tap.decision not in {one for one in Decision if one.is_proposal}:
        raise Refusal("old_button")
    view = await reviewing.ask_proposal(services, caller, tap.text)
    texts, reader, text = services.texts, view.reader, view.text
    pages = _pages(services, reader, text)
    at = min(tap.page, len(pages) - 1)
    html = texts.say(
        reader, "text_ask_proposal", reason=tap.decision, text=pages[at], page=at + 1, pages=len(pages)
    )
    ways = (
        ("button_proposal_mask", MaskText(text.id, at)),
        ("button_proposal_so", DecideText(text.id, tap.decision, tap.version)),
        ("button_back", ReadText(text.id, at)),
    )
    return Screen(html, tuple((Button(texts.button(reader, key), way),) for key, way in ways))


async def decide(services: Services, caller: Caller, tap: DecideText) -> Screen:
    if tap.decision not in [*Decision]:
        raise Refusal("old_button")
    decision = Decision(tap.decision)
    following = await reviewing.decide(services, caller, tap.text, decision, tap.version)
    screen = _screen(services, following)
    said = services.texts.toast(following.reader, SAID[decision])
    return screen if screen.toast else screen.with_toast(said)


async def begin_masking(services: Services, caller: Caller, tap: MaskText) -> Screen:
    return _masking(services, await reviewing.begin_masking(services, caller, tap.text), tap.page)


async def mask_word(services: Services, caller: Caller, tap: MaskWord) -> Screen:
    reading = await reviewing.mask_suspect(services, caller, tap.text, tap.at, tap.version)
    return _changed(services, reading, "toast_text_masked")


async def unmask(services: Services, caller: Caller, tap: UnmaskText) -> Screen:
    reading = await reviewing.unmask(services, caller, tap.text, tap.version)
    return _changed(services, reading, "toast_text_unmasked")


async def mask_typed(services: Services, caller: Caller, about: str, words: str) -> Screen:
    """The words of the task that `begin_masking` began."""
    reading = await reviewing.mask_typed(services, caller, int(about), words)
    said = services.texts.say(reading.reader, "toast_text_masked")
    return _screen(services, reading).below(said)


async def show_masking(services: Services, caller: Caller, about: str) -> Screen:
    return _masking(services, await reviewing.see_masking(services, caller, int(about)), 0)


def _changed(services: Services, reading: Reading, said: str) -> Screen:
    screen = _screen(services, reading)
    return screen if screen.toast else screen.with_toast(services.texts.toast(reading.reader, said))


def _screen(services: Services, view: Reading | AllRead, page: int = 0) -> Screen:
    return _all_read(services, view) if isinstance(view, AllRead) else _reading(services, view, page)


def _reading(services: Services, view: Reading, page: int) -> Screen:
    texts, reader, text = services.texts, view.reader, view.text
    pages = _pages(services, reader, text)
    at = min(page, len(pages) - 1)
    html = texts.say(
        reader,
        "text_to_read",
        title=view.asking.survey.title.choose(reader),
        question=view.question.text.choose(reader),
        unread=view.counts.get(None, 0),
        texts=sum(view.counts.values()),
        text=pages[at],
        page=at + 1,
        pages=len(pages),
        quotable=text.is_quotable,
        decision="" if text.decision is None else text.decision.value,
        local_offer=view.question.comments_under is not None,
    )
    rows = [_turns(services, reader, text, at, len(pages)), *_decisions(services, view, at)]
    screen = Screen(html, tuple(row for row in rows if row))
    return screen.with_toast(texts.toast(reader, "toast_text_changed")) if view.changed else screen


def _decisions(services: Services, view: Reading, page: int) -> list[tuple[Button, ...]]:
    texts, reader, text = services.texts, view.reader, view.text
    keep = DecideText(text.id, Decision.KEEP, text.version)
    leave_out = DecideText(text.id, Decision.LEAVE_OUT, text.version)
    rows: list[tuple[Button, ...]] = [
        (
            Button(texts.button(reader, "button_text_keep"), keep),
            Button(texts.button(reader, "button_text_mask"), MaskText(text.id, page)),
            Button(texts.button(reader, "button_text_leave_out"), leave_out),
        )
    ]
    if text.may_be_proposed(view.asking.survey):
        for reason in (one for one in Decision if one.is_proposal):
            propose = AskProposal(text.id, reason, text.version, page)
            rows.append((Button(texts.button(reader, f"button_text_{reason}"), propose),))
    if text.hidden:
        undo = UnmaskText(text.id, text.version)
        rows.append((Button(texts.button(reader, "button_text_unmask"), undo),))
    after = ReadTexts(text.survey, text.id, view.everything)
    rows.append((Button(texts.button(reader, "button_next_text"), after),))
    rows.append((Button(texts.button(reader, "button_to_result"), LookAgain(text.survey)),))
    return rows


def _turns(services: Services, reader: Reader, text: Written, page: int, pages: int) -> tuple[Button, ...]:
    row = []
    if page:
        row.append(Button(services.texts.button(reader, "button_back"), ReadText(text.id, page - 1)))
    if page + 1 < pages:
        row.append(Button(services.texts.button(reader, "button_more"), ReadText(text.id, page + 1)))
    return tuple(row)


def _masking(services: Services, view: Masking, page: int) -> Screen:
    texts, reader, text = services.texts, view.reader, view.text
    pages = _pages(services, reader, text)
    page = min(page, len(pages) - 1)
    html = texts.say(reader, "text_mask", text=pages[page], page=page + 1, pages=len(pages))
    rows = [
        (
            Button(
                texts.button(reader, "button_suspect", word=word[:30]),
                MaskWord(text.id, number, text.version),
            ),
        )
        for number, word in enumerate(view.suspects)
    ]
    back = Button(texts.button(reader, "button_back"), ReadText(text.id, page))
    return Screen(html, (*rows, (back,)))


def _all_read(services: Services, view: AllRead) -> Screen:
    texts, reader = services.texts, view.reader
    title, survey = view.asking.survey.title.choose(reader), view.asking.id
    back = (Button(texts.button(reader, "button_to_result"), LookAgain(survey)),)
    if not view.counts:
        return Screen(texts.say(reader, "texts_none", title=title), (back,))
    html = texts.say(
        reader,
        "texts_read",
        title=title,
        kept=view.counts.get(Decision.KEEP, 0),
        quotable=view.quotable,
        to_publish=view.to_publish,
        left_out=view.counts.get(Decision.LEAVE_OUT, 0),
        proposed=sum(number for one, number in view.counts.items() if one is not None and one.is_proposal),
        unread=view.counts.get(None, 0),
    )
    again = Button(texts.button(reader, "button_read_again"), ReadTexts(survey, 0, True))
    return Screen(html, ((again,), back))


def _pages(services: Services, reader: Reader, text: Written) -> list[str]:
    names = {found: services.texts.button(reader, f"masked_{found}") for found in Found}
    words = say_masked(text.text, names)
    return [words[at : at + LETTERS_A_PAGE] for at in range(0, len(words), LETTERS_A_PAGE)] or [""]
