"""The screens of a bulletin in the making: one a step, with what was said before."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.actions.schedule_steps import DAYS
from bot.actions.scheduling import Making
from bot.core.bulletin_drafts import BulletinDraft, Step
from bot.core.bulletins import WINDOWS, Aim, Kind, Target, WhenEmpty
from bot.core.buttons import Tap
from bot.core.buttons.bulletins import (
    DropBulletinDraft,
    GoToBulletinStep,
    LookAs,
    OpenBulletinDraft,
    PickMorning,
    PickTarget,
    PlanBulletin,
    SetBulletinPart,
)
from bot.core.lengths import first_units, units
from bot.core.recurrence import Every
from bot.core.screens import Button, Rows, Screen
from bot.handlers.bench import ways
from bot.handlers.schedule_words import named_targets, reader_name, recurrence_words
from bot.services import Services

LONGEST_LABEL = 60
MOST_PLACES = 60
"""Telegram takes 100 buttons."""
LONGEST_PREVIEW = 3000
"""UTF-16 units of the preview; the whole of it is sent on a tap."""


def making_screen(services: Services, making: Making) -> Screen:
    """The step, with what was said before; on top, where another coordinator was quicker."""
    html, rows = _STEPS.get(making.step, _typed_step)(services, making)
    screen = Screen(html, (*rows, *_ways(services, making)))
    if not making.overtaken:
        return screen
    return screen.below(services.texts.say(making.reader, "bulletin_overtaken"))


Drawn = tuple[str, Rows]


def _kind(services: Services, making: Making) -> Drawn:
    texts, reader = services.texts, making.reader
    chosen = making.made.bulletin.kind if making.made.chosen else ""
    rows = _choices(services, making, "kind", {kind: f"bulletin_kind_{kind}" for kind in Kind}, chosen)
    carry_on = tuple(
        (_label(texts.button(reader, "button_bulletin_carry_on", name=name), OpenBulletinDraft(number)),)
        for number, name in making.others
    )
    return texts.say(reader, "bulletin_kind"), (*rows, *carry_on)


def _label(label: str, tap: Tap) -> Button:
    return Button(first_units(label, LONGEST_LABEL), tap)


def _choices(services: Services, making: Making, part: str, keys: Mapping[Any, str], chosen: object) -> Rows:
    texts, reader, draft = services.texts, making.reader, making.draft
    rows = []
    for value, key in keys.items():
        marked = "chosen" if value == chosen else "free"
        label = texts.button(reader, f"option_one_{marked}", label=texts.button(reader, key))
        rows.append((Button(label, SetBulletinPart(draft.id, draft.version, part, str(value))),))
    return tuple(rows)


def _typed_step(services: Services, making: Making) -> Drawn:
    texts, reader, made = services.texts, making.reader, making.made
    attached = made.bulletin.attached
    said = {
        Step.WORDS: made.bulletin.text,
        Step.DESCRIBE: "" if attached is None else attached.description,
        Step.TITLE: made.title,
        Step.STARTS: "" if made.starts is None else texts.moment(reader, made.starts),
        Step.WHERE: made.where,
        Step.PAPERS: made.papers,
        Step.LANGUAGE: made.bulletin.translations.get(made.writing, ""),
    }[making.step]
    parts = [texts.say(reader, f"bulletin_{making.step}", language=_language(services, made))]
    if said:
        parts.append(texts.say(reader, "bulletin_so_far", said=said))
    rows: Rows = ()
    if making.step is Step.PAPERS:
        none = SetBulletinPart(making.draft.id, making.draft.version, "papers", "none")
        rows = ((Button(texts.button(reader, "button_bulletin_no_papers"), none),),)
    return texts.lines(parts, "\n\n"), rows


def _language(services: Services, made: BulletinDraft) -> str:
    names = {one.id: one.name for one in services.content.forum.languages}
    return names.get(made.writing, "")


def _file(services: Services, making: Making) -> Drawn:
    texts, reader, attached = services.texts, making.reader, making.made.bulletin.attached
    parts = [texts.say(reader, "bulletin_file")]
    if attached is not None:
        parts.append(texts.say(reader, "bulletin_has_file", kind=attached.kind, name=attached.name))
    none = SetBulletinPart(making.draft.id, making.draft.version, "file", "none")
    return texts.lines(parts, "\n\n"), ((Button(texts.button(reader, "button_bulletin_no_file"), none),),)


def _entry(services: Services, making: Making) -> Drawn:
    rows = tuple(
        (_label(entry.asked, SetBulletinPart(making.draft.id, making.draft.version, "entry", str(entry.id))),)
        for entry in making.entries
    )
    return services.texts.say(making.reader, "bulletin_entry", number=len(rows)), rows


def _survey(services: Services, making: Making) -> Drawn:
    draft, reader = making.draft, making.reader
    rows = tuple(
        (
            _label(
                one.survey.title.choose(reader),
                SetBulletinPart(draft.id, draft.version, "survey", str(one.id)),
            ),
        )
        for one in making.surveys
    )
    return services.texts.say(reader, "bulletin_survey", number=len(rows)), rows


def _empty(services: Services, making: Making) -> Drawn:
    keys = {one: f"button_digest_{one}" for one in WhenEmpty}
    rows = _choices(services, making, "empty", keys, making.made.bulletin.when_empty)
    return services.texts.say(making.reader, "bulletin_empty"), rows


def _targets(services: Services, making: Making) -> Drawn:
    texts, reader = services.texts, making.reader
    rows: list[tuple[Button, ...]] = []
    for group, topics in making.groups:
        rows.append(_target_row(services, making, Target(aim=Aim.GROUP, chat=group.chat), group.title))
        for topic in topics:
            if topic.name:
                target = Target(aim=Aim.GROUP, chat=group.chat, thread=topic.thread)
                rows.append(_target_row(services, making, target, f"{group.title} · {topic.name}"))
    rows = rows[:MOST_PLACES]
    everybody = texts.button(reader, "button_target_everybody")
    rows.append(_target_row(services, making, Target(aim=Aim.EVERYBODY), everybody))
    some = GoToBulletinStep(making.draft.id, making.draft.version, Step.PEOPLE)
    rows.append((Button(texts.button(reader, "button_target_some"), some),))
    reached = making.reached
    people = 0 if reached is None else len(reached.people)
    html = texts.say(reader, "bulletin_targets", people=people, named=named_targets(services, making))
    return html, tuple(rows)


def _people(services: Services, making: Making) -> Drawn:
    """By audience, area and theme, and those who took part in something."""
    texts, reader, forum = services.texts, making.reader, services.content.forum
    named = [
        *(
            (Aim.AUDIENCE, one, texts.button(reader, f"target_{one}"))
            for one in ("parent", "young", "worker")
        ),
        *((Aim.AREA, one.id, one.text.choose(reader)) for one in forum.areas),
        *((Aim.THEME, one.id, one.text.choose(reader)) for one in forum.themes),
    ]
    for asking in making.surveys:
        label = texts.button(reader, "target_survey", title=asking.survey.title)
        named.append((Aim.SURVEY, str(asking.id), label))
    rows = [_target_row(services, making, Target(aim=aim, value=value), name) for aim, value, name in named]
    return texts.say(reader, "bulletin_people"), tuple(rows)


def _target_row(services: Services, making: Making, target: Target, name: str) -> tuple[Button, ...]:
    is_chosen, draft = target in making.made.bulletin.targets, making.draft
    marked = "chosen" if is_chosen else "free"
    label = services.texts.button(
        making.reader, f"option_several_{marked}", label=first_units(name, LONGEST_LABEL)
    )
    tap = PickTarget(draft.id, draft.version, target.aim, target.where, not is_chosen)
    return (Button(label, tap),)


def _when(services: Services, making: Making) -> Drawn:
    texts, reader, draft, made = services.texts, making.reader, making.draft, making.made
    parts = [texts.say(reader, "bulletin_when")]
    if made.bulletin.when is not None:
        parts.append(
            texts.say(reader, "bulletin_so_far", said=recurrence_words(services, reader, made.bulletin.when))
        )
    rows = tuple(
        (Button(texts.button(reader, f"button_when_{days}"), PickMorning(draft.id, draft.version, days)),)
        for days in DAYS
    )
    return texts.lines(parts, "\n\n"), rows


def _repeat(services: Services, making: Making) -> Drawn:
    when = making.made.bulletin.when
    keys = {every: f"button_every_{every}" for every in Every}
    rows = _choices(services, making, "repeat", keys, "" if when is None else when.every)
    said = "" if when is None else recurrence_words(services, making.reader, when)
    return services.texts.say(making.reader, "bulletin_repeat", when=said), rows


def _holidays(services: Services, making: Making) -> Drawn:
    when = making.made.bulletin.when
    chosen = "in" if when is None or when.in_holidays else "out"
    keys = {"in": "button_holidays_in", "out": "button_holidays_out"}
    return services.texts.say(making.reader, "bulletin_holidays"), _choices(
        services, making, "holidays", keys, chosen
    )


def _window(services: Services, making: Making) -> Drawn:
    texts, reader, draft = services.texts, making.reader, making.draft
    rows = []
    for hours in WINDOWS:
        marked = "chosen" if hours == making.made.bulletin.window else "free"
        name = texts.button(reader, "button_window", hours=hours)
        label = texts.button(reader, f"option_one_{marked}", label=name)
        rows.append((Button(label, SetBulletinPart(draft.id, draft.version, "window", str(hours))),))
    return texts.say(reader, "bulletin_window"), tuple(rows)


def _preview(services: Services, making: Making) -> Drawn:
    """What it says, where and when; as it will look it is sent on a tap."""
    texts, reader, draft, made = services.texts, making.reader, making.draft, making.made
    if made.missing() is not None or making.reached is None:
        return texts.say(reader, "bulletin_not_ready"), ()
    bulletin, reached = made.whole(), making.reached
    about = texts.say(
        reader,
        "bulletin_preview",
        corrects=made.corrects is not None,
        named=named_targets(services, making),
        people=len(reached.people),
        barred=list(reached.barred),
        when="" if bulletin.when is None else recurrence_words(services, reader, bulletin.when),
        due="" if making.due is None else texts.moment(reader, making.due),
        hours=bulletin.window,
        approval=making.approval,
    )
    words = making.words
    if units(words) > LONGEST_PREVIEW:
        words = texts.say(reader, "bulletin_long")
    looks = [
        (
            Button(
                texts.button(reader, "button_bulletin_look", who=reader_name(services, reader, *one)),
                LookAs(draft.id, draft.version, number),
            ),
        )
        for number, one in enumerate(reached.readers or ((reader, False),))
    ]
    key = "button_bulletin_correct_now" if made.corrects is not None else "button_bulletin_plan"
    if made.at_once and made.corrects is None:
        key = "button_bulletin_post"
    plan = Button(texts.button(reader, key), PlanBulletin(draft.id, draft.version))
    return texts.lines([about, words], "\n\n"), ((plan,), *looks, *_more_of_preview(services, making))


def _more_of_preview(services: Services, making: Making) -> list[tuple[Button, ...]]:
    """Words in other languages, and for how long it may be late."""
    texts, reader, draft, made = services.texts, making.reader, making.draft, making.made
    rows: list[tuple[Button, ...]] = []
    if made.bulletin.kind is Kind.WORDS:
        for language in services.content.forum.languages:
            step = GoToBulletinStep(draft.id, draft.version, f"{Step.LANGUAGE}-{language.id}")
            label = texts.button(reader, "button_bulletin_language", language=language.name)
            rows.append((Button(label, step),))
    if made.bulletin.when is not None and made.corrects is None:
        step = GoToBulletinStep(draft.id, draft.version, Step.WINDOW)
        label = texts.button(reader, "button_bulletin_window", hours=made.bulletin.window)
        rows.append((Button(label, step),))
    return rows


def _ways(services: Services, making: Making) -> Rows:
    made, draft, step = making.made, making.draft, making.step
    before, after = made.before(step), made.after(step)
    back = None if before is step else GoToBulletinStep(draft.id, draft.version, before)
    on = GoToBulletinStep(draft.id, draft.version, after) if _may_go_on(making) else None
    away = ("button_bulletin_drop", DropBulletinDraft(draft.id, draft.version))
    return ways(services, making.reader, back, on, away)


def _may_go_on(making: Making) -> bool:
    """Steps that are answered by one tap go on by themselves."""
    made = making.made
    attached = made.bulletin.attached
    answered: Mapping[Step, object] = {
        Step.WORDS: made.bulletin.text,
        Step.FILE: attached,
        Step.DESCRIBE: attached and attached.description,
        Step.ENTRY: made.bulletin.entry,
        Step.SURVEY: made.bulletin.survey,
        Step.TITLE: made.title,
        Step.STARTS: made.starts,
        Step.WHERE: made.where,
        Step.PAPERS: made.papers,
        Step.TARGETS: made.bulletin.targets,
        Step.WHEN: made.bulletin.when or made.at_once,
    }
    return bool(answered.get(making.step))


_STEPS: Mapping[Step, Callable[[Services, Making], Drawn]] = {
    Step.KIND: _kind,
    Step.FILE: _file,
    Step.ENTRY: _entry,
    Step.SURVEY: _survey,
    Step.EMPTY: _empty,
    Step.TARGETS: _targets,
    Step.PEOPLE: _people,
    Step.WHEN: _when,
    Step.REPEAT: _repeat,
    Step.HOLIDAYS: _holidays,
    Step.WINDOW: _window,
    Step.PREVIEW: _preview,
}
