"""Which texts have no translation yet. Only ever notes: the English stands there, marked."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bot.content.problems import Findings
from bot.core.forum import Language
from bot.core.words import Words, has_words


def tell_gaps(
    languages: Iterable[Language], texts: Mapping[str, Sequence[Words]], folder: Path, findings: Findings
) -> None:
    """`texts`: by what they are part of, such as a survey."""
    offered = {language.id: language.name for language in languages}
    for where, several in texts.items():
        with_words = [words for words in several if has_words(words.usual)]
        for code, name in offered.items():
            missing = sum(code not in words.translations for words in with_words)
            if missing:
                what = f"{missing} of {len(with_words)} texts are not in {name} ({code}) yet."
                findings.note(folder, (where,), what)
        for code in sorted({code for words in several for code in words.translations} - offered.keys()):
            what = f"Nobody can choose the language `{code}`: it is not among the `languages` of forum.yaml."
            findings.note(folder, (where,), what)
