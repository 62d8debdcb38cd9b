"""What has happened before the curtain rises: two groups, safeguarding leads who pressed Start, a survey that
is open, and a vote in the groups."""

import logging

import aiohttp

from bot.simulator.cast import crowd_people
from bot.simulator.client import Person, SimulatorError, Town

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds: the bot is only just starting."""

COORDINATOR, YOUTH_WORKER = "Rosalind", "Kwame"
LEADS = ("Deirdre", YOUTH_WORKER)
"""The safeguarding lead and the deputy. Nobody can be alerted who has not pressed Start."""
PARENTS, YOUNG = "Harbour parents", "Harbour young voices"
PARENTS_IN_GROUP = (COORDINATOR, "Amira", "Gethin", "Folake", "Zofia")
YOUNG_IN_GROUP = (YOUTH_WORKER, "Teo", "Mabli")

# What is tapped, by the labels on the buttons; what is typed stands in brackets.
JOINING = ("Agree", "Parent or carer")
OPENING = ("[/open]", "How would you like to be involved?", "Ask this survey", "Everybody", "Open it now")
VOTING = (
    "[/newvote]",
    "[What shall we ask the council about first?]",
    "[Short breaks\nGetting to school\nWaiting times\nMental health]",
    "Choose one",
    PARENTS,
    YOUNG,
    "Next",
    "In a week",
    "No, ordinary",
    "No, confidential",
    "Post it now",
)


async def set_scene(address: str) -> None:
    """Done as people would. Without it the demo begins with nothing asked."""
    try:
        async with Town(address, patience=PATIENCE) as town:
            coordinator = await town.person(COORDINATOR)
            await coordinator.start()
            await _play(coordinator, JOINING)
            await coordinator.sees("Welcome")
            for name in LEADS:
                await (await town.person(name)).start()
            await _make_groups(town, coordinator)
            await _play(coordinator, OPENING)
            await coordinator.sees("is open until")
            await _play(coordinator, VOTING)
    except (SimulatorError, AssertionError, aiohttp.ClientError) as error:
        log.warning("The opening scene could not be played (%s)", error)


async def _play(person: Person, lines: tuple[str, ...]) -> None:
    for line in lines:
        if line.startswith("["):
            await person.type(line.strip("[]"))
            await _has_a_message(person)
        else:
            await person.tap(line)
            await person.is_answered(PATIENCE)


async def _has_a_message(person: Person) -> None:
    """Words are answered by a message of its own. The buttons of the one before may go sooner."""
    while not (await person.reads())[-1].from_bot:
        if not await person.sees_change(await person.newest(), PATIENCE):
            return


async def _make_groups(town: Town, coordinator: Person) -> None:
    """Parents and young people are never put into one group: adults they do not know could write to them."""
    crowd = {part: [town.known(one.id, one.first_name) for one in crowd_people() if one.part == part]
             for part in ("parent", "young person")}  # fmt: skip
    parents = [await town.person(name) for name in PARENTS_IN_GROUP]
    await town.group(PARENTS, [*parents, *crowd["parent"]])
    await coordinator.sees(PARENTS)
    await coordinator.tap("Parents and carers")
    await coordinator.sees("parents and carers")  # else the next tap may find this group's buttons
    young = [await town.person(name) for name in YOUNG_IN_GROUP]
    await town.group(YOUNG, [*young, *crowd["young person"]])
    await coordinator.sees(YOUNG)
    await coordinator.tap("Young people")
    await coordinator.sees("Which adult")
    await coordinator.type(f"{YOUTH_WORKER}, youth worker")
    await coordinator.sees("Adult of the forum")
