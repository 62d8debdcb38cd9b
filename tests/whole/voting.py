"""Groups, and votes in them, made as a coordinator makes them."""

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum


async def added_to(
    forum: Forum,
    coordinator: Person,
    title: str,
    names: tuple[str, ...],
    who: str,
    topics: list[str] | None = None,
) -> int:
    """A group that the bot was added to, and that a coordinator said is for whom."""
    members = [coordinator, *[await forum.town.person(name) for name in names]]
    group = await forum.town.group(title, members, topics)
    await coordinator.sees(f"I am in the group {title} now")
    await coordinator.tap(who)
    return group


async def parents_of(
    forum: Forum, coordinator: Person, *names: str, title: str = "Parents", topics: list[str] | None = None
) -> int:
    group = await added_to(forum, coordinator, title, names, "Parents and carers", topics)
    await coordinator.sees(f"{title}: parents and carers")
    return group


async def young_of(forum: Forum, coordinator: Person, *names: str, title: str = "Young voices") -> int:
    group = await added_to(forum, coordinator, title, names, "Young people")
    await coordinator.sees("Which adult of the forum")
    await coordinator.type("Sam, the participation worker")
    await coordinator.sees("Adult of the forum: Sam")
    return group


async def made(
    coordinator: Person,
    question: str,
    *options: str,
    kind: str = "Choose one",
    places: tuple[str, ...] = ("Parents",),
    closes: str = "Tomorrow at eight",
    personal: bool = False,
    is_open: bool = False,
) -> Shown:
    """Up to the preview, which it returns."""
    await coordinator.type("/newvote")
    await coordinator.sees("What is the question?")
    await coordinator.type(question)
    await coordinator.sees("What can people choose?")
    await coordinator.type("\n".join(options))
    await coordinator.sees("How do people answer?")
    await coordinator.tap(kind)
    await coordinator.sees("Where shall we ask?")
    for place in places:
        await coordinator.tap(place)
    await coordinator.tap("Next")
    await coordinator.sees("When does it close?")
    await coordinator.tap(closes)
    await coordinator.sees("Is the question personal?")
    await coordinator.tap("Yes, personal" if personal else "No, ordinary")
    if not personal:
        await coordinator.sees("Shall people see the counts")
        await coordinator.tap("Yes, a show of hands" if is_open else "No, confidential")
    return await coordinator.sees("Preview")


async def posted(coordinator: Person, question: str, *options: str, **given: object) -> Shown:
    await made(coordinator, question, *options, **given)  # type: ignore[arg-type]
    await coordinator.tap("Post it now")
    return await coordinator.sees("This vote is open until")
