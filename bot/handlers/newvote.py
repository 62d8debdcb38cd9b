"""Making a vote in the chat: one screen a step, each of which can go back."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from bot.actions import newvote, posting
from bot.actions.inviting import hear_by
from bot.actions.newvote import Making, as_survey, page_of
from bot.actions.posting import Posted, vote_link
from bot.actions.vote_posts import ballot_words, option_buttons, term_buttons
from bot.core.asking import Asking, Whom
from bot.core.buttons import (
    Chat,
    DropVoteDraft,
    GoToStep,
    OpenVoteDraft,
    PickPlace,
    PickTime,
    PostAgain,
    PostVote,
    SetPart,
    ShowGroup,
    StartVote,
    Tap,
    VoteTap,
)
from bot.core.groups import Group, Topic
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.vote_drafts import EVERYBODY, LINK, Place, Step
from bot.core.votes import Tally, question_of
from bot.core.when import EVENING
from bot.handlers.bench import read_seen, ways
from bot.services import Services

MOST_PLACES = 60
"""Telegram takes 100 buttons."""


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return making_screen(services, await newvote.start(services, caller, page=False))


async def tap_start(services: Services, caller: Caller, tap: StartVote) -> Screen:
    return making_screen(services, await newvote.start(services, caller, tap.page))


async def open_draft(services: Services, caller: Caller, tap: OpenVoteDraft) -> Screen:
    return making_screen(services, await newvote.BENCH.open_draft(services, caller, tap.draft))


async def go_to_step(services: Services, caller: Caller, tap: GoToStep) -> Screen:
    return making_screen(
        services, await newvote.BENCH.go_to(services, caller, tap.draft, tap.version, tap.step)
    )


async def set_part(services: Services, caller: Caller, tap: SetPart) -> Screen:
    made = await newvote.set_part(services, caller, tap.draft, tap.version, tap.part, tap.value)
    return making_screen(services, made)


async def pick_place(services: Services, caller: Caller, tap: PickPlace) -> Screen:
    place = Place(chat=tap.chat, thread=tap.thread)
    made = await newvote.pick_place(services, caller, tap.draft, tap.version, place, tap.on)
    return making_screen(services, made)


async def pick_time(services: Services, caller: Caller, tap: PickTime) -> Screen:
    return making_screen(
        services, await newvote.pick_time(services, caller, tap.draft, tap.version, tap.days)
    )


async def drop(services: Services, caller: Caller, tap: DropVoteDraft) -> Screen:
    done = await newvote.BENCH.drop(services, caller, tap.draft, tap.version)
    if isinstance(done, Making):
        return making_screen(services, done)
    return Screen(services.texts.say(done.reader, "newvote_dropped"))


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    draft, version = read_seen(about)
    return making_screen(services, await newvote.type_words(services, caller, draft, version, text))


async def show_draft(services: Services, caller: Caller, about: str) -> Screen | None:
    """None for somebody who has the role no longer, and for a vote that is posted or thrown away."""
    try:
        return making_screen(services, await newvote.BENCH.look(services, caller, read_seen(about)[0]))
    except Refusal:
        return None


async def post(services: Services, caller: Caller, tap: PostVote) -> Screen:
    done = await posting.post_vote(services, caller, tap.draft, tap.version)
    return making_screen(services, done) if isinstance(done, Making) else _posted_screen(services, done)


async def post_again(services: Services, caller: Caller, tap: PostAgain) -> Screen:
    return _posted_screen(services, await posting.post_again(services, caller, tap.survey))


def _posted_screen(services: Services, posted: Posted) -> Screen:
    html = services.texts.say(
        posted.reader,
        "newvote_posted",
        title=posted.asking.survey.title,
        places=posted.places,
        asked=posted.asked,
        closes=services.texts.moment(posted.reader, posted.asking.closes_at),
        link=vote_link(services, posted.asking.id) if posted.link else "",
    )
    return Screen(html)


def making_screen(services: Services, making: Making) -> Screen:
    """The step, with what was said before; on top, where another coordinator was quicker."""
    draw = _STEPS.get(making.step, _typed_step)
    html, rows = draw(services, making)
    screen = Screen(html, (*rows, *_ways(services, making)))
    if not making.overtaken:
        return screen
    return screen.below(services.texts.say(making.reader, "newvote_overtaken"))


Drawn = tuple[str, Rows]


def _typed_step(services: Services, making: Making) -> Drawn:
    texts, reader, vote = services.texts, making.reader, making.vote
    said = {
        Step.QUESTION: vote.question,
        Step.OPTIONS: "\n".join(vote.options),
        Step.PAGE: vote.page_title,
        Step.ADDRESS: vote.page_address,
    }[making.step]
    parts = [texts.say(reader, f"newvote_{making.step}")]
    if said:
        parts.append(texts.say(reader, "newvote_so_far", said=said))
    rows: list[tuple[Button, ...]] = []
    if making.step is Step.QUESTION and not vote.question:
        rows.append((Button(texts.button(reader, "button_newvote_page"), StartVote(True)),))
    for number, name in making.others:
        label = texts.button(reader, "button_newvote_carry_on", name=name[:40])
        rows.append((Button(label, OpenVoteDraft(number)),))
    return texts.lines(parts, "\n\n"), tuple(rows)


def _kind(services: Services, making: Making) -> Drawn:
    texts, reader = services.texts, making.reader
    rows = _parts(
        services, making, "kind", ("choose_one", "choose_several", "put_in_order"), making.vote.kind
    )
    return texts.say(reader, "newvote_kind"), rows


def _sensitivity(services: Services, making: Making) -> Drawn:
    is_now = "yes" if making.vote.personal else "no"
    html = services.texts.say(making.reader, "newvote_sensitivity")
    return html, _parts(services, making, "personal", ("no", "yes"), is_now)


def _openness(services: Services, making: Making) -> Drawn:
    is_now = "yes" if making.vote.is_open else "no"
    html = services.texts.say(making.reader, "newvote_openness")
    return html, _parts(services, making, "open", ("no", "yes"), is_now)


def _parts(services: Services, making: Making, part: str, values: tuple[str, ...], is_now: str) -> Rows:
    texts, reader, draft = services.texts, making.reader, making.draft
    rows = []
    for value in values:
        marked = "chosen" if value == is_now else "free"
        label = texts.button(
            reader, f"option_one_{marked}", label=texts.button(reader, f"button_{part}_{value}")
        )
        rows.append((Button(label, SetPart(draft.id, draft.version, part, value)),))
    return tuple(rows)


def _places(services: Services, making: Making) -> Drawn:
    texts, reader = services.texts, making.reader
    rows = [row for group, topics in making.groups for row in _group_rows(services, making, group, topics)]
    everybody = texts.button(reader, "button_place_everybody", count=making.reach)
    rows = rows[:MOST_PLACES]
    rows.append(_place_row(services, making, EVERYBODY, everybody))
    rows.append(_place_row(services, making, LINK, texts.button(reader, "button_place_link")))
    return texts.say(reader, "newvote_places", groups=len(making.groups)), tuple(rows)


def _group_rows(
    services: Services, making: Making, group: Group, topics: tuple[Topic, ...]
) -> list[tuple[Button, ...]]:
    """A group of which somebody must be asked something first leads there."""
    try:
        group.check_may_vote()
    except Refusal:
        label = services.texts.button(making.reader, "button_place_unknown", title=group.title[:40])
        return [(Button(label, ShowGroup(Chat(group.chat))),)]
    named = {Place(chat=group.chat): group.title}
    named |= {Place(chat=group.chat, thread=one.thread): _full_name(group, one) for one in topics if one.name}
    return [_place_row(services, making, place, name) for place, name in named.items()]


def _full_name(group: Group, topic: Topic) -> str:
    return f"{group.title} · {topic.name}"


def _place_row(services: Services, making: Making, place: Place, name: str) -> tuple[Button, ...]:
    is_chosen = place in making.vote.places
    marked = "chosen" if is_chosen else "free"
    label = services.texts.button(making.reader, f"option_several_{marked}", label=name[:60])
    draft = making.draft
    return (Button(label, PickPlace(draft.id, draft.version, Chat(place.chat), place.thread, not is_chosen)),)


def _closes(services: Services, making: Making) -> Drawn:
    texts, reader, draft = services.texts, making.reader, making.draft
    parts = [texts.say(reader, "newvote_closes")]
    if making.vote.closes_at is not None:
        moment = texts.moment(reader, making.vote.closes_at)
        parts.append(texts.say(reader, "newvote_closes_then", closes=moment))
    days = (0, 1, 7) if _is_before_evening(services, making) else (1, 7)
    rows = tuple(
        (Button(texts.button(reader, f"button_closes_{one}"), PickTime(draft.id, draft.version, one)),)
        for one in days
    )
    return texts.lines(parts, "\n\n"), rows


def _is_before_evening(services: Services, making: Making) -> bool:
    zone = services.content.forum.time_zone
    return making.now is None or making.now.astimezone(zone).time() < EVENING


def _preview(services: Services, making: Making) -> Drawn:
    """As it will be seen, with its buttons below "post"; a tap on one says that it is a preview."""
    texts, reader, vote = services.texts, making.reader, making.vote
    if vote.missing() is not None or vote.closes_at is None:
        return texts.say(reader, "newvote_not_ready"), ()
    survey = as_survey(services, vote)
    asking = Asking(
        0,
        survey,
        Whom.EVERYONE,
        vote.closes_at,
        vote.closes_at,
        is_vote=True,
        is_show_of_hands=vote.is_open,
        hear_by=hear_by(services, vote.closes_at),
    )
    nobody = Tally(tuple((option.id, 0) for option in question_of(survey).choices), 0)
    page = page_of(vote) if vote.page else None
    above = texts.say(reader, "newvote_preview", places=_named(services, making))
    parts = [above, *ballot_words(texts, reader, asking, page, nobody if vote.is_open else None)]
    if making.few:
        parts.append(texts.say(reader, "newvote_few", personal=vote.personal))
    rows = tuple((Button(label, tap),) for label, tap in _vote_buttons(services, making, asking))
    post_it = Button(texts.button(reader, "button_post"), PostVote(making.draft.id, making.draft.version))
    return texts.lines(parts, "\n\n"), ((post_it,), *rows)


def _vote_buttons(services: Services, making: Making, asking: Asking) -> Iterator[tuple[str, Tap]]:
    """Those that the vote will have. Hard words say what they mean, the others that it is a preview."""
    yield from option_buttons(making.reader, asking)
    yield from term_buttons(services.texts, making.reader, asking, services.content.jargon)
    is_in_group = any(not place.is_private for place in making.vote.places)
    more = ["button_vote_why"] if making.vote.page and is_in_group else []
    for key in (*more, "button_vote_used"):
        yield services.texts.button(making.reader, key), VoteTap(asking.id, key.removeprefix("button_vote_"))


def _named(services: Services, making: Making) -> list[str]:
    texts, reader = services.texts, making.reader
    titles = {Place(chat=group.chat): group.title for group, _ in making.groups}
    for group, topics in making.groups:
        titles |= {Place(chat=one.chat, thread=one.thread): _full_name(group, one) for one in topics}
    named = [titles.get(place, "") for place in making.vote.places if not place.is_private]
    if EVERYBODY in making.vote.places:
        named.append(texts.button(reader, "button_place_everybody", count=making.reach))
    if LINK in making.vote.places:
        named.append(texts.button(reader, "button_place_link"))
    return [name for name in named if name]


def _ways(services: Services, making: Making) -> Rows:
    vote, draft, step = making.vote, making.draft, making.step
    before, after = vote.before(step), vote.after(step)
    back = None if before is step else GoToStep(draft.id, draft.version, before)
    on = GoToStep(draft.id, draft.version, after) if _is_answered(making) else None
    away = ("button_newvote_drop", DropVoteDraft(draft.id, draft.version))
    return ways(services, making.reader, back, on, away)


def _is_answered(making: Making) -> bool:
    """Steps that are answered by one tap go on by themselves."""
    vote = making.vote
    answered: Mapping[Step, object] = {
        Step.QUESTION: vote.question,
        Step.OPTIONS: vote.options,
        Step.PAGE: vote.page_title,
        Step.ADDRESS: vote.page_address,
        Step.PLACES: vote.places,
        Step.CLOSES: vote.closes_at,
    }
    return bool(answered.get(making.step))


_STEPS: Mapping[Step, Callable[[Services, Making], Drawn]] = {
    Step.KIND: _kind,
    Step.PLACES: _places,
    Step.CLOSES: _closes,
    Step.SENSITIVITY: _sensitivity,
    Step.OPENNESS: _openness,
    Step.PREVIEW: _preview,
}


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    StartVote: tap_start,
    OpenVoteDraft: open_draft,
    GoToStep: go_to_step,
    SetPart: set_part,
    PickPlace: pick_place,
    PickTime: pick_time,
    DropVoteDraft: drop,
    PostVote: post,
    PostAgain: post_again,
}
