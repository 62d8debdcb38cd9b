"""Bulletins, made as a coordinator makes them."""

from bot.simulator.client import Person, Shown


async def begun(coordinator: Person, kind: str) -> None:
    await coordinator.type("/schedule")
    await coordinator.sees("What is planned")
    await coordinator.tap("A new post")
    await coordinator.sees("What would you like to post?")
    await coordinator.tap(kind)


async def aimed(coordinator: Person, *places: str) -> None:
    await coordinator.sees("Where shall it go?")
    for place in places:
        await coordinator.tap(place)
    await coordinator.tap("Next")
    await coordinator.sees("When shall it go out?")


async def timed(coordinator: Person, when: str, every: str = "Once") -> None:
    """`when`: the label of a button, or words to type."""
    if when in {"Now", "Tomorrow at ten", "In a week at ten"}:
        await coordinator.tap(when)
    else:
        await coordinator.type(when)
        await coordinator.sees("So far:")
        await coordinator.tap("Next")
    if when != "Now" and every:
        await coordinator.sees("How often shall it go out?")
        await coordinator.tap(every)


async def words_made(
    coordinator: Person, words: str, *places: str, when: str = "Now", every: str = "Once"
) -> Shown:
    """Up to the preview, which it returns."""
    await begun(coordinator, "Words")
    await coordinator.sees("Type the words of the post.")
    await coordinator.type(words)
    await coordinator.sees("Send a picture or a file")
    await coordinator.tap("No picture, no file")
    await aimed(coordinator, *places)
    await timed(coordinator, when, every)
    return await coordinator.sees("Preview")


async def words_posted(coordinator: Person, words: str, *places: str) -> None:
    await words_made(coordinator, words, *places)
    await coordinator.tap("Post it")
    await coordinator.sees("It goes out now.")
