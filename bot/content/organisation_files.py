"""What was changed and explained in the chat, as files of the content."""

from collections.abc import Iterable

import yaml

from bot.content.survey_files import WIDTH, as_written
from bot.core.own_terms import OwnTerm
from bot.core.support.changes import Change
from bot.core.support.organisations import Organisation

ENTRIES, TERMS = "changed_in_the_chat.yaml", "jargon.yaml"
_TERMS_HEAD = """\
# Hard words that were explained in the chat.
# Put this file into your folder, or its terms into the `jargon.yaml` that is there.
"""
_HEAD = """\
# Entries of the directory that were changed in the chat.
# Put this file into your folder `organisations`: it takes the place of the entries with the same ids.
"""


def write_entries(laid: Iterable[tuple[Organisation, Change]]) -> dict[str, str]:
    """Each entry as people see it. Those that are hidden are named: no file can hide what another holds."""
    every = [*laid]
    hidden = [f"# Hidden in the chat: {entry.id}\n" for entry, change in every if change.hidden]
    written = [
        as_written(entry.model_dump(mode="json", exclude_defaults=True))
        for entry, change in every
        if not change.hidden
    ]
    body = yaml.safe_dump({"organisations": written}, allow_unicode=True, sort_keys=False, width=WIDTH)
    return {ENTRIES: _HEAD + "".join(hidden) + (body if written else "organisations: []\n")}


def write_terms(terms: Iterable[OwnTerm]) -> dict[str, str]:
    """No file where no word was explained."""
    written = [as_written(one.term.model_dump(mode="json", exclude_defaults=True)) for one in terms]
    body = yaml.safe_dump({"terms": written}, allow_unicode=True, sort_keys=False, width=WIDTH)
    return {TERMS: _TERMS_HEAD + body} if written else {}
