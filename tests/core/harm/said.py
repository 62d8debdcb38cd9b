"""What people type, by level: `phrases.yaml` beside this file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.core.harm import Watch
from tests.shipped import shipped_content, watch_over

EVERYDAY = "everyday"
"""What is no harm; beside the levels."""


@cache
def phrases() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By level and then by half: `tuned` or `unseen`."""
    read = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8"))
    return {level: {half: tuple(said) for half, said in halves.items()} for level, halves in read.items()}


@cache
def shipped_watch() -> Watch:
    return watch_over(shipped_content().harm)


def level_of(text: str) -> str:
    return shipped_watch().look(text) or EVERYDAY
