"""How long the search takes in a directory of 2,000 entries, with questions as people type them."""

import random
import time
from statistics import median, quantiles

from benchmarks.report import Figure, at_most, beside
from bot.content import Content, load_content, shipped_folder
from bot.core.support.organisations import Organisation
from bot.core.support.search import Index
from tests.core.support.measuring import HALVES, Question, read_questions

ENTRIES = 2_000
ROUNDS = 5
PROMISED = 5
"""Milliseconds."""


def measure() -> list[Figure]:
    content = load_content(shipped_folder(), shipped_folder())
    began = time.thread_time()
    index = made_up_index(content, ENTRIES)
    built = time.thread_time() - began
    questions = [question for half in HALVES for question in read_questions(half)]
    took = [milliseconds(index, question) for _ in range(ROUNDS) for question in questions]
    slowest = quantiles(took, n=20)[-1]
    return [
        at_most(f"search: p95 over {ENTRIES:,} entries", slowest, PROMISED, " ms"),
        beside("  median", f"{median(took):.2f} ms"),
        beside("  to make the index", f"{built * 1000:.0f} ms"),
    ]


def made_up_index(content: Content, entries: int) -> Index:
    """The shipped directory, and entries made up of the words that people use."""
    chance = random.Random(entries)
    words = [word for topic in content.topics.values() for text in topic.phrases for word in text.split()]
    made_up = [
        _made_up(number, words, [*content.topics], chance)
        for number in range(entries - len(content.organisations))
    ]
    every = [*content.organisations.values(), *made_up]
    return Index.build(content.topics, every, content.jargon, content.speech)


def milliseconds(index: Index, question: Question) -> float:
    """Of the processor: whatever else the machine does is not counted."""
    began = time.thread_time()
    index.ask(question.asked, question.who)
    return (time.thread_time() - began) * 1000


def _made_up(number: int, words: list[str], topics: list[str], chance: random.Random) -> Organisation:
    first, second = chance.sample(topics, 2)
    return Organisation.model_validate(
        {
            "id": f"made_up_{number}",
            "name": " ".join(chance.sample(words, 3)),
            "does": " ".join(chance.sample(words, 15)),
            "topics": {first: chance.randint(1, 3), second: 1},
            "place": chance.choice([None, "county_durham", "portsmouth"]),
            "phones": ["01632 960 001"],
            "source": "made up",
        }
    )
