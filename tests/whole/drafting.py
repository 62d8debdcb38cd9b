"""Making a survey in the chat, as a coordinator does it."""

from bot.simulator.client import Person
from tests.whole.forum import Forum

SAID = ("Take 1", "Take 1", "Take 1", "Take 2")
"""The ready sentences, for what it can change, cannot, who decides, when people hear."""


async def begun(rosalind: Person, title: str = "The new hall") -> None:
    """Where the first question is typed."""
    await rosalind.type("/newsurvey")
    await rosalind.sees("Make a survey")
    await rosalind.tap("From nothing")
    await rosalind.sees("What is the survey called?")
    await rosalind.type(title)
    await rosalind.sees("Type question 1")


async def asked_to_choose(rosalind: Person, question: str, options: str, kind: str = "Choose one") -> None:
    await rosalind.type(question)
    await rosalind.sees("How do people answer?")
    await rosalind.tap(kind)
    await rosalind.sees("Type the answers")
    await rosalind.type(options)
    await rosalind.sees("Is it ordinary or personal?")
    await rosalind.tap("Ordinary")
    await rosalind.sees("A draft. Nothing is sent yet.")


async def asked(rosalind: Person, question: str, kind: str) -> None:
    """A kind that needs nothing else."""
    await rosalind.type(question)
    await rosalind.sees("How do people answer?")
    await rosalind.tap(kind)
    await rosalind.sees("Is it ordinary or personal?")
    await rosalind.tap("Personal")
    await rosalind.sees("A draft. Nothing is sent yet.")


async def with_three_questions(rosalind: Person) -> None:
    await begun(rosalind)
    await asked_to_choose(rosalind, "Which hall do you like?", "The old one\nThe new one")
    await asked(rosalind, "Did you find it?", "Yes, no, not sure")
    await asked(rosalind, "What else should we know?", "A few words")


async def said_what_it_changes(rosalind: Person) -> None:
    await rosalind.tap("What it can change")
    for number, take in enumerate(SAID, start=1):
        await rosalind.sees(f"{number} of 4")
        await rosalind.tap(take)
    await rosalind.sees("It says what it can change.")


async def opened(rosalind: Person) -> None:
    """From the draft to an open survey."""
    await rosalind.tap("Ask this survey")
    await rosalind.sees("Who is it for?")
    await rosalind.tap("Everybody")
    await rosalind.sees("Shall we open it?")
    await rosalind.tap("Open it now")
    await rosalind.sees("is open until")


async def from_ready_made(rosalind: Person, title: str = "Did you feel heard?") -> None:
    await rosalind.type("/newsurvey")
    await rosalind.sees("Make a survey")
    await rosalind.tap("From a ready-made one")
    await rosalind.sees("Which one is closest?")
    await rosalind.tap(title)
    await rosalind.sees("A draft. Nothing is sent yet.")


def draft_of(forum: Forum) -> tuple[int, int]:
    """The number and the version of the only draft."""
    ((draft, version),) = forum.rows("SELECT id, version FROM draft")
    return int(draft), int(version)


def step_of(forum: Forum) -> str:
    ((step,),) = forum.rows("SELECT step FROM draft")
    return str(step)
