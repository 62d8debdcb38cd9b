"""People who tell the forum something, and coordinators who read it."""

from bot.simulator.client import Person, Shown

LATE = "the school bus is late every day and nobody tells us"


async def opened(person: Person) -> None:
    await person.type("/feedback")
    await person.sees("Tell us, in your own words")


async def told(person: Person, *messages: str) -> None:
    """Typed, and not sent yet."""
    await opened(person)
    for number, message in enumerate(messages, 1):
        await person.type(message)
        await person.sees(f"({number} messages)" if number > 1 else "Look at the choices below")


async def sent(person: Person, *messages: str, choices: tuple[str, ...] = ()) -> int:
    """The number of what they told us."""
    await told(person, *messages)
    for choice in choices:
        await person.tap(choice)
    await person.tap("✅ Send")
    thanks = await person.sees("Thank you. We have it.")
    return int(thanks.text.partition("Its number: ")[2][:7].replace(" ", ""))


async def read(coordinator: Person, words: str) -> Shown:
    """The coordinator opens what begins with these words, from the inbox."""
    await coordinator.type("/inbox")
    await coordinator.sees("Inbox")
    await coordinator.tap(next(label for label in coordinator.screen().buttons if words[:20] in label))
    return await coordinator.sees("Came on")


async def answered(coordinator: Person, words: str, answer: str) -> None:
    await read(coordinator, words)
    await coordinator.tap("✏️ Answer")
    await coordinator.sees("Type your answer.")
    await coordinator.type(answer)
    await coordinator.sees("Tap “Send it”, or type it again.")
    await coordinator.tap("✅ Send it")
    await coordinator.sees("We answered")
