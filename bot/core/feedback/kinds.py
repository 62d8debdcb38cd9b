"""What kind of feedback somebody's words seem to be. A guess: the writer sees it and may change it."""

import re

from bot.core.feedback.piece import Kind

_THANKS = re.compile(
    r"\b(thank(s| ?you)?|thanx|thx|ta very much|grateful|brilliant|amazing|lovely|fantastic|well done"
    r"|made (a|such a) difference|really helped|so helpful)\b"
)
_BUT = re.compile(r"\b(but|however|although|except|still (not|no|waiting)|never|problem|wish)\b")
_IDEA = re.compile(
    r"\b(idea|suggest\w*|(could|can) (you|we|the \w+) (please )?(have|make|add|start|put|do|get|offer|run)"
    r"|why (not|don'?t (you|we))|would be (good|great|nice|better|lovely|helpful|useful|brilliant)"
    r"|it would help|how about|what about|we need (a|more|an)|there should be|should (have|be) (a|an|more))\b"
)
_ASKING = re.compile(
    r"^(who|what|when|where|why|how|which|is|are|do|does|did|can|could|will|would|should|has|have|any ?one"
    r"|am i)\b"
)


def guess_kind(words: str) -> Kind:
    """Thanks with a "but" in it is a problem; a suggestion that asks is an idea."""
    plain = " ".join(words.casefold().replace("’", "'").split())
    if _IDEA.search(plain):
        return Kind.IDEA
    if _THANKS.search(plain) and not _BUT.search(plain):
        return Kind.THANKS
    if plain.endswith("?") or ("?" in plain and _ASKING.search(plain)):
        return Kind.QUESTION
    return Kind.PROBLEM
