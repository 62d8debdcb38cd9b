"""Killed at any instant, the bot loses nothing and does nothing twice."""

import signal
from random import Random

from bot.core.buttons import Begin, Choose, Send, Tap
from bot.simulator import user_acts
from tests.faults.scene import Scene
from tests.faults.watch import seen

PEOPLE = 100
KILLS = 20
QUESTIONS = (
    ("listened", ("1", "2", "3", "4", "5")),
    ("understood", ("yes", "no", "not_sure")),
    ("next_steps", ("yes", "no", "not_sure")),
)
Answers = dict[str, str]


async def test_killed_at_twenty_instants_every_answer_is_there_exactly_once(scene: Scene) -> None:
    random = Random(20)
    crowd = await somebodies(scene)
    survey = await scene.open_survey(crowd)
    given = {person: {name: random.choice(options) for name, options in QUESTIONS} for person in crowd}
    press_everything(scene, survey, given, random)
    waiting = len(scene.simulator.world.updates)
    assert waiting == 5 * PEOPLE

    nursery = await scene.nursery()
    for stored in sorted(random.sample(range(5, waiting - 50), KILLS)):
        bot = await nursery.start()
        await arrived_at(scene, stored, random)
        assert await nursery.end(bot, signal.SIGKILL) == -signal.SIGKILL
        assert updates_taken(scene) < waiting
    last = await nursery.start()
    await scene.watch.taken_in()
    assert await nursery.end(last, signal.SIGTERM) == 0
    await nursery.close()

    assert await answers_found(scene, survey, crowd) == [given[person] for person in crowd]
    assert scene.rows("SELECT count(*), sum(sent) FROM response") == [(PEOPLE, PEOPLE)]
    assert scene.rows("SELECT count(*) FROM answer") == [(3 * PEOPLE,)]
    assert scene.rows("SELECT count(*) FROM participation") == [(PEOPLE,)]
    assert scene.rows("SELECT count(*) FROM taken_update") == [(waiting,)]
    assert scene.rows("SELECT count(*) FROM set_aside") == [(0,)]


async def somebodies(scene: Scene) -> list[int]:
    """People whose chat with the bot has a message with buttons in it."""
    world, numbers = scene.simulator.world, []
    for number in range(PEOPLE):
        person = await scene.town.person(f"Somebody{number}")
        world.person(person.id).started = True
        world.post(world.state.chats[person.id], world.bot, {"text": "A new survey"})
        numbers.append(person.id)
    return numbers


def press_everything(scene: Scene, survey: int, given: dict[int, Answers], random: Random) -> None:
    """Each person's five taps in their order, everybody's among one another's."""
    world = scene.simulator.world
    taps = {person: iter(way(survey, answers)) for person, answers in given.items()}
    order = [person for person in given for _ in range(5)]
    random.shuffle(order)
    for number in order:
        chat = world.state.chats[number]
        message = max(chat.messages)
        data = next(taps[number]).pack()
        user_acts.tap(world, world.person(number), chat, message, data, forge=True)


def way(survey: int, answers: Answers) -> list[Tap]:
    chosen = [Choose(survey, question, option, True) for question, option in answers.items()]
    return [Begin(survey), *chosen, Send(survey)]


async def arrived_at(scene: Scene, stored: int, random: Random) -> None:
    """Until so many updates are stored in all: seen in the database, or told by the bot's own answers."""
    before = updates_taken(scene)
    more = max(stored - before, 1)
    if random.random() < 0.5:
        await seen(lambda: updates_taken(scene) >= before + more)
    else:
        await scene.watch.answers(more)


def updates_taken(scene: Scene) -> int:
    return int(scene.rows("SELECT count(*) FROM taken_update")[0][0])


async def answers_found(scene: Scene, survey: int, members: list[int]) -> list[Answers]:
    found = await scene.responses_of(survey, members)
    return [
        {name: answer.chosen[0] for name, answer in response.answers.items()}
        for response in found
        if response is not None
    ]
