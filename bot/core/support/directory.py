"""The whole directory as people meet it: what the files say, and what coordinators changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.jargon import Term
from bot.core.support.changes import Change, lay_over
from bot.core.support.organisations import Organisation
from bot.core.support.search import Index
from bot.core.support.topics import Speech, Topic


@dataclass(frozen=True)
class Directory:
    """`entries`: all, with what was changed; `hidden`: ids of those that only coordinators see."""

    entries: Mapping[str, Organisation]
    hidden: frozenset[str]
    topics: Mapping[str, Topic]
    terms: Mapping[str, Term]
    speech: Speech
    index: Index

    @classmethod
    def of(
        cls,
        entries: Iterable[Organisation],
        changes: Mapping[str, Change],
        topics: Mapping[str, Topic],
        terms: Mapping[str, Term],
        speech: Speech,
    ) -> "Directory":
        """`entries` as they came: from files, or from a feed. A change of one that is gone has no effect."""
        laid = {one.id: lay_over(one, changes.get(one.id)) for one in entries}
        hidden = frozenset(one for one in laid if one in changes and changes[one].hidden)
        shown = [entry for entry in laid.values() if entry.id not in hidden]
        return cls(laid, hidden, topics, terms, speech, Index.build(topics, shown, terms, speech))

    def shown(self, organisation: str) -> Organisation | None:
        """None for one that is hidden, or not there any more."""
        return None if organisation in self.hidden else self.entries.get(organisation)
