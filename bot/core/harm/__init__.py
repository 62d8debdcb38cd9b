"""Words of harm: recognising them in what people type. `Watch` is built once, from the word lists."""

from bot.core.harm.faults import harm_faults, lost_phrases
from bot.core.harm.lists import HarmWords, Kind, Level
from bot.core.harm.watch import Watch

__all__ = ["HarmWords", "Kind", "Level", "Watch", "harm_faults", "lost_phrases"]
