"""Entries of the directory that were changed in the chat, as a file of the content."""

from collections.abc import Iterable

import yaml

from bot.content.survey_files import WIDTH, as_written
from bot.core.support.changes import Change
from bot.core.support.organisations import Organisation

_HEAD = """\
# Entries of the directory that were changed in the chat.
# Put this file into your folder `organisations`: it takes the place of the entries with the same ids.
"""


def write_entries(laid: Iterable[tuple[Organisation, Change]]) -> str:
    """Each entry as people see it. Those that are hidden are named: no file can hide what another holds."""
    every = [*laid]
    hidden = [f"# Hidden in the chat: {entry.id}\n" for entry, change in every if change.hidden]
    written = [
        as_written(entry.model_dump(mode="json", exclude_defaults=True))
        for entry, change in every
        if not change.hidden
    ]
    body = yaml.safe_dump({"organisations": written}, allow_unicode=True, sort_keys=False, width=WIDTH)
    return _HEAD + "".join(hidden) + (body if written else "organisations: []\n")
