"""A small directory to search in."""

from typing import Any

from bot.core.jargon import Term
from bot.core.support.organisations import Organisation
from bot.core.support.search import Index
from bot.core.support.topics import Speech, Topic

SPEECH = Speech.model_validate(
    {
        "hello": ["hello", "hi"],
        "thanks": ["thank you", "thanks", "ta"],
        "bye": ["bye"],
        "fine": ["ok", "no"],
        "everyday": ["lovely weather", "see you on tuesday", "the soup was good", "i like your boat"],
        "filler": ["a the my i is to for it on of at so much you need in when where who do help"],
        "same": [["boat", "dinghy", "wee boat"]],
        "parent": ["my son"],
        "young": ["my mum"],
        "asking": ["what is a", "what is", "mean", "what does"],
        "reaching": ["number", "phone", "for", "the"],
        "help": ["help"],
    }
)
TOPICS = [
    Topic.model_validate(
        {
            "id": "boats",
            "title": "Boats",
            "phrases": ["my boat has a hole", "the boat is sinking", "where can i learn to sail"],
            "young": ["i want to row with my mates"],
            "words": ["sail", "rudder"],
        }
    ),
    Topic.model_validate(
        {
            "id": "fish",
            "title": "Fish",
            "phrases": ["we caught a strange fish", "no fish in the harbour", "is this fish safe to eat"],
            "young": ["can i feed the fish"],
            "words": ["fish", "net"],
        }
    ),
    Topic.model_validate(
        {"id": "gulls", "title": "Gulls", "phrases": ["a gull stole my chips"], "words": ["gull", "chips"]}
    ),
]
TERMS = [
    Term.model_validate({"id": "keel", "word": "keel", "meaning": "The lowest part of a boat."}),
    Term.model_validate({"id": "rnli", "word": "RNLI", "meaning": "Lifeboats.", "also": ["the lifeboats"]}),
]


def entry(id: str, **keys: Any) -> Organisation:
    given = {"id": id, "name": id.title(), "does": "Does good.", "phones": ["01632 960 001"], "source": "s"}
    return Organisation.model_validate(given | keys)


def index(*entries: Organisation) -> Index:
    return Index.build(
        {topic.id: topic for topic in TOPICS}, entries, {term.id: term for term in TERMS}, SPEECH
    )
