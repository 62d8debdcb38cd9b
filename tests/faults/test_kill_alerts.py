"""Killed at any instant while people type words of harm, the bot loses no answer, no alert and no card."""

import signal
import sqlite3
from datetime import timedelta
from functools import partial
from random import Random

from bot.actions import surveys as survey_actions
from bot.core.asking import Whom
from bot.core.people import Caller
from bot.core.surveys import Survey
from bot.services import Services
from bot.simulator import user_acts
from bot.simulator.cast import ids_of
from bot.store import people, surveys
from tests.faults.scene import Scene, member
from tests.faults.test_kill import updates_taken
from tests.faults.watch import seen

PEOPLE = 24
KILLS = 5
WORDS = "i want to die"


def a_survey() -> Survey:
    say = {"can_change": "x", "cannot_change": "x", "who_decides": "x", "hear_back": "x"}
    asked = [{"id": "why", "kind": "short_text", "sensitivity": "ordinary", "text": "Why?"}]
    return Survey.model_validate({"id": "probe", "title": "Probe", "influence": say, "questions": asked})


def open_survey(db: sqlite3.Connection, services: Services, crowd: list[int]) -> int:
    now = services.clock()
    for place, telegram in enumerate(crowd, start=1):
        people.save(db, member(place, telegram, now))
    number = surveys.add(db, a_survey(), Whom.EVERYONE, now, now + timedelta(days=7))
    services.keys.create(number)
    return number


async def everybody_at_the_question(scene: Scene) -> list[int]:
    """People who have been asked why, and whose words have come to Telegram; nobody has taken them yet."""
    world, crowd = scene.simulator.world, []
    for number in range(PEOPLE):
        person = await scene.town.person(f"Somebody{number}")
        world.person(person.id).started = True
        crowd.append(person.id)
    async with scene.services() as services:
        survey = await services.store.write(open_survey, services, crowd)
        for telegram in crowd:
            await survey_actions.begin_survey(services, Caller(telegram, 1), survey)
    for telegram in crowd:
        user_acts.say(world, world.person(telegram), world.state.chats[telegram], f"{WORDS} {telegram}")
    return crowd


def has_taken(scene: Scene, stored: int) -> bool:
    return updates_taken(scene) >= stored


def cards_of(scene: Scene, telegram: int) -> int:
    messages = scene.simulator.world.state.chats[telegram].messages.values()
    return sum(one["from"]["is_bot"] and "We have told" in str(one.get("text", "")) for one in messages)


async def test_killed_while_people_are_in_danger_nothing_is_lost_and_nothing_doubled(scene: Scene) -> None:
    random = Random(5)
    crowd = await everybody_at_the_question(scene)
    nursery = await scene.nursery(safeguarding=",".join(map(str, ids_of("safeguarding lead"))))

    for stored in sorted(random.sample(range(1, PEOPLE - 4), KILLS)):
        bot = await nursery.start()
        await seen(partial(has_taken, scene, stored))
        await nursery.end(bot, signal.SIGKILL)
    last = await nursery.start()
    await scene.watch.taken_in()
    (scene.folder / "clock").write_text("30", encoding="utf-8")  # whoever missed their card gets it now
    await seen(lambda: not scene.rows("SELECT 1 FROM card_owed"))
    await seen(lambda: all(cards_of(scene, telegram) for telegram in crowd))
    await nursery.end(last, signal.SIGTERM)
    await nursery.close()

    assert scene.rows("SELECT count(*) FROM answer") == [(PEOPLE,)]
    assert scene.rows("SELECT count(*) FROM alert WHERE state = 'open'") == [(PEOPLE,)]
    assert scene.rows("SELECT count(*), count(DISTINCT alert) FROM alert_words") == [(PEOPLE, PEOPLE)]
    assert scene.rows("SELECT count(*) FROM taken_update") == [(PEOPLE,)]
    assert scene.rows("SELECT count(*) FROM audit WHERE what = 'alert_opened'") == [(PEOPLE,)]
    assert scene.rows("SELECT count(*) FROM set_aside") == [(0,)]
