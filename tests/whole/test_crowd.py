"""The example people of the demo cope with every kind of question that the ready-made surveys have."""

import asyncio
import random

from bot.simulator.client import Town
from bot.simulator.robot import Robot
from tests.whole.forum import Forum

READY_MADE = 7


async def test_everybody_of_the_crowd_sends_every_ready_made_survey(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await rosalind.type("/open")
    titles = (await rosalind.sees("Which survey?")).buttons
    assert len(titles) == READY_MADE
    for title in titles:
        await forum.opened(rosalind, title)

    async with Town(forum.town.address, looks=10) as town:
        people = [(await town.person(name), part) for name, part in
                  (("Aled", "parent"), ("Bo", "young person"), ("Cy", "parent"))]  # fmt: skip
        robots = [Robot(person, part, random.Random(person.id)) for person, part in people]
        await asyncio.gather(*(robot.take_part() for robot in robots))

    assert forum.rows("SELECT count(*), sum(sent) FROM response") == [(READY_MADE * 3, READY_MADE * 3)]
    allowed = "SELECT count(*) FROM answer WHERE json_extract(value, '$.text') <> '' AND {}"
    ((yes,),) = forum.rows(allowed.format("json_extract(value, '$.quotable')"))
    ((no,),) = forum.rows(allowed.format("NOT coalesce(json_extract(value, '$.quotable'), 0)"))
    assert yes and no
