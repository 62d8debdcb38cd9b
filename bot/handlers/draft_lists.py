"""The drafts together, what one may start from, what is missing in one, and throwing one away."""

from bot.actions.drafting import Check, Making
from bot.actions.drafts import DraftList, Listed, ReadyMade
from bot.core.buttons import (
    ChooseReadyMade,
    ListDrafts,
    ListMendable,
    OpenDraft,
    Pick,
    StartDraft,
    Tap,
    ThrowAway,
)
from bot.core.lengths import first_units
from bot.core.screens import Button, Screen
from bot.core.words import Reader, Words
from bot.services import Services

TITLE_ON_A_BUTTON = 60


def list_screen(services: Services, found: DraftList) -> Screen:
    texts, reader = services.texts, found.reader
    parts = [texts.say(reader, "draft_list"), *(_line(services, reader, one) for one in found.drafts)]
    rows: list[tuple[Button, ...]] = [
        (_button(services, reader, "button_from_ready_made", ChooseReadyMade()),),
        (_button(services, reader, "button_from_nothing", StartDraft("")),),
    ]
    for one in found.drafts:
        title = first_units(draft_title(services, reader, one.title), TITLE_ON_A_BUTTON)
        label = texts.button(reader, "button_draft", title=title)
        rows.append((Button(label, OpenDraft(one.id)),))
    turn = []
    if found.page:
        turn.append(_button(services, reader, "button_back", ListDrafts(found.page - 1)))
    if found.page + 1 < found.pages:
        turn.append(_button(services, reader, "button_more", ListDrafts(found.page + 1)))
    if turn:
        rows.append(tuple(turn))
    if found.mendable:
        rows.append((_button(services, reader, "button_mend", ListMendable(0, 0)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _line(services: Services, reader: Reader, one: Listed) -> str:
    texts = services.texts
    return texts.say(
        reader,
        "draft_listed",
        title=draft_title(services, reader, one.title),
        questions=one.questions,
        changed=texts.moment(reader, one.changed_at),
    )


def draft_title(services: Services, reader: Reader, title: Words | None) -> str:
    return services.texts.button(reader, "draft_untitled") if title is None else title.choose(reader)


def ready_made_screen(services: Services, found: ReadyMade) -> Screen:
    texts, reader = services.texts, found.reader
    rows = [(Button(survey.title.choose(reader), StartDraft(survey.id)),) for survey in found.surveys]
    rows.append((_button(services, reader, "button_back", ListDrafts(0)),))
    return Screen(texts.say(reader, "draft_which_ready_made"), tuple(rows))


def throw_away_screen(services: Services, making: Making) -> Screen:
    texts, reader, draft = services.texts, making.reader, making.draft
    title = draft_title(services, reader, making.survey.title)
    yes = _button(services, reader, "button_throw_away_yes", ThrowAway(draft.id, draft.version))
    no = _button(services, reader, "button_throw_away_no", OpenDraft(draft.id))
    return Screen(texts.say(reader, "draft_throw_away", title=title), ((yes,), (no,)))


def thrown_away_screen(services: Services, found: DraftList) -> Screen:
    return list_screen(services, found).below(services.texts.say(found.reader, "draft_thrown_away"))


def lacks_screen(services: Services, check: Check) -> Screen:
    texts, making = services.texts, check.making
    reader, draft = making.reader, making.draft
    parts = [texts.say(reader, "draft_lacks", title=draft_title(services, reader, making.survey.title))]
    parts += [texts.say(reader, f"lack_{lack.key}", number=lack.number) for lack in check.lacks]
    rows = []
    if any(lack.key == "influence" for lack in check.lacks):
        influence = Pick(draft.id, draft.version, "influence")
        rows.append((_button(services, reader, "button_influence", influence),))
    rows.append((_button(services, reader, "button_to_draft", OpenDraft(draft.id)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _button(services: Services, reader: Reader, key: str, tap: Tap) -> Button:
    return Button(services.texts.button(reader, key), tap)
