"""A survey file printed as each reader would meet it, before anybody is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.actions import opening
from bot.actions.opening import Preview
from bot.core.asking import AtQuestion, Intro
from bot.core.base_question import BaseQuestion
from bot.core.buttons import ChooseAudience, ListFiles, OpenDraft, PreviewSurvey, ReadyToAsk
from bot.core.drafting.draft import read_version
from bot.core.lengths import units
from bot.core.people import Caller
from bot.core.questions import GridLine, Note
from bot.core.screens import Button, Rows, Screen
from bot.core.words import ENGLISH, Reader, Reading, Voice
from bot.handlers.conditions import explain
from bot.handlers.questions import option_rows, question_words, term_labels
from bot.handlers.surveys import view_screen
from bot.services import Services

LONGEST_PAGE = 3300
"""UTF-16 units of a page, with its tags; a message holds 4096."""
LONGEST_LABEL = 40
"""Of a button that is written out."""
LANGUAGES_A_ROW = 3


@dataclass(frozen=True)
class Block:
    """One screen of the survey: its first, or one question."""

    html: Markup
    picture: str | None = None


def first_preview(file: str) -> PreviewSurvey:
    return PreviewSurvey(file, 0, young=False, shorter=False, language=ENGLISH)


async def preview(services: Services, caller: Caller, tap: PreviewSurvey) -> Screen:
    """Several questions a page, with their buttons written out."""
    reader = Reader(
        reading=Reading.SHORTER if tap.shorter else Reading.USUAL,
        voice=Voice.YOUNG if tap.young else Voice.PARENT,
        language=tap.language,
    )
    seen = await opening.preview(services, caller, tap.file, reader)
    pages = _pages(_blocks(services, seen))
    at = min(tap.page, len(pages) - 1)
    texts = services.texts
    head = texts.say(seen.reader, "preview", page=at + 1, pages=len(pages))
    html = texts.lines([head, *(block.html for block in pages[at])], "\n\n")
    picture = next((block.picture for block in pages[at] if block.picture), None)
    return Screen(html, _rows(services, seen, replace(tap, page=at), len(pages)), picture=picture)


def _blocks(services: Services, seen: Preview) -> Iterator[Block]:
    yield Block(Markup(view_screen(services, Intro(seen.seen_by, seen.as_asking())).html))  # noqa: S704
    number = 0
    for step in seen.survey.steps:
        number += step.is_asked
        view = AtQuestion(seen.seen_by, seen.as_asking(), step, None, number, seen.survey.length)
        yield _question_block(services, seen, view)


def _question_block(services: Services, seen: Preview, view: AtQuestion) -> Block:
    texts, step = services.texts, view.question
    parts = question_words(texts, view)
    if _first_line_of_all(seen, step) and step.show_if is not None:
        when = explain(texts, seen.reader, seen.survey, step.show_if)
        parts.insert(0, texts.say(seen.reader, "preview_shown_if", when=when))
    labels = [button.label for row in option_rows(texts, view) for button in row]
    labels += term_labels(services, view)
    room = LONGEST_PAGE - units("\n\n".join(parts))
    longest = min(LONGEST_LABEL, room // max(1, len(labels)) - len("[ … ]\n"))
    if labels and longest > 1:
        cut = [label if len(label) <= longest else f"{label[: longest - 1]}…" for label in labels]
        parts.append(texts.say(seen.reader, "preview_options", labels=cut))
    return Block(texts.lines(parts, "\n\n"), step.picture if isinstance(step, Note) else None)


def _first_line_of_all(seen: Preview, step: BaseQuestion) -> bool:
    """What shows a whole grid is said at its first line."""
    lines = [one for one in seen.survey.steps if isinstance(one, GridLine)]
    return not isinstance(step, GridLine) or step is next(one for one in lines if one.grid == step.grid)


def _pages(blocks: Iterable[Block]) -> list[list[Block]]:
    """As many to a page as fit. A picture stands above its page, so it begins one."""
    pages: list[list[Block]] = []
    for block in blocks:
        together = sum(units(one.html) + 2 for one in pages[-1]) if pages else 0
        if not pages or block.picture is not None or together + units(block.html) > LONGEST_PAGE:
            pages.append([])
        pages[-1].append(block)
    return pages


def _rows(services: Services, seen: Preview, tap: PreviewSurvey, pages: int) -> Rows:
    """What is wanted most stands first, as below every preview, and the way back last."""
    texts, reader = services.texts, seen.reader
    turn = []
    if tap.page:
        turn.append(Button(texts.button(reader, "button_back"), replace(tap, page=tap.page - 1)))
    if tap.page + 1 < pages:
        turn.append(Button(texts.button(reader, "button_next"), replace(tap, page=tap.page + 1)))
    draft = read_version(tap.file)
    if draft is None:
        ask = Button(texts.button(reader, "button_choose_whom"), ChooseAudience(tap.file))
        rest = Button(texts.button(reader, "button_all_surveys"), ListFiles())
    else:
        ask = Button(texts.button(reader, "button_choose_whom"), ReadyToAsk(draft[0]))
        rest = Button(texts.button(reader, "button_to_draft"), OpenDraft(draft[0]))
    return tuple(row for row in ((ask,), tuple(turn), *_readers(services, reader, tap), (rest,)) if row)


def _readers(services: Services, reader: Reader, tap: PreviewSurvey) -> Iterator[tuple[Button, ...]]:
    """For whom it is shown: in which voice, which reading, which language."""

    def choice(label: str, to: PreviewSurvey) -> Button:
        mark = "option_one_chosen" if to == tap else "option_one_free"
        return Button(services.texts.button(reader, mark, label=label), to)

    texts = services.texts
    yield (
        choice(texts.button(reader, "button_preview_parent"), replace(tap, young=False)),
        choice(texts.button(reader, "button_preview_young"), replace(tap, young=True)),
    )
    yield (
        choice(texts.button(reader, "button_reading_usual"), replace(tap, shorter=False)),
        choice(texts.button(reader, "button_reading_shorter"), replace(tap, shorter=True)),
    )
    offered = [(language.id, language.name) for language in services.content.forum.languages]
    if offered:
        named = [(ENGLISH, texts.button(Reader(), "language_en")), *offered]
        buttons = [choice(name, replace(tap, language=code)) for code, name in named]
        for at in range(0, len(buttons), LANGUAGES_A_ROW):
            yield tuple(buttons[at : at + LANGUAGES_A_ROW])
