"""What a message may do besides saying words: put in values, and choose between words."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, meta, nodes
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

Fill = Callable[[Mapping[str, object]], str]
"""Puts values into one message."""

_VALUE = re.compile(r"{{\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*}}")
_BEGINS_MORE = re.compile(r"{[{%#]")
_NO_NAMES = frozenset({"true", "false", "none", "True", "False", "None", "not"})

_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%[^%]*%\}[ \t]*)+)\n", re.MULTILINE)


class _Messages(ImmutableSandboxedEnvironment):
    """A line of tags alone leaves no empty line; a line that has words before its tag still ends there."""

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        return _TAGS_ALONE.sub(r"\1", super().preprocess(source, name, filename))


def make_environment(standing: Mapping[str, str], *, escape: bool) -> Environment:
    """Compiles messages. A missing value fails; `standing` values may be used in every message.

    `escape`: for Telegram's HTML, where values are escaped; else for plain text such as labels.
    """
    return _environment(tuple(sorted(standing.items())), escape)


@lru_cache(maxsize=64)  # the same for the same values, so that what was compiled serves again
def _environment(standing: tuple[tuple[str, str], ...], escape: bool) -> Environment:
    environment = _Messages(autoescape=escape, undefined=StrictUndefined)
    environment.globals.clear()
    environment.globals.update(standing)
    return environment


@lru_cache(maxsize=4096)
def names_used(environment: Environment, source: str) -> frozenset[str]:
    """The names of the values that a message puts in. Raises jinja2's error for a broken one."""
    pieces = _plain_pieces(source)
    if pieces is None:
        return frozenset(meta.find_undeclared_variables(_parsed(environment, source)))
    return frozenset(pieces[1::2])


@lru_cache(maxsize=8192)
def compile_message(environment: Environment, source: str) -> Fill:
    """Most messages only put values between words. Those are joined here: a tap draws a dozen of them,
    and jinja takes ten times as long for each."""
    pieces = _plain_pieces(source)
    if pieces is None:
        return environment.from_string(_parsed(environment, source)).render
    convert = escape if environment.autoescape else str

    def fill(values: Mapping[str, object]) -> str:
        filled = [*pieces]
        for at in range(1, len(pieces), 2):
            name = pieces[at]
            if name in values:
                filled[at] = convert(values[name])
            elif name in environment.globals:
                filled[at] = convert(environment.globals[name])
            else:
                raise UndefinedError(f"{name!r} is undefined")
        return "".join(filled)

    return fill


@lru_cache(maxsize=4096)  # a start asks for the names of a form, and then compiles it: parsing is what costs
def _parsed(environment: Environment, source: str) -> nodes.Template:
    return environment.parse(source)


@lru_cache(maxsize=4096)
def _plain_pieces(source: str) -> tuple[str, ...] | None:
    """The words and, at each second place, the names of a message that does nothing but put values between
    words; None for every other, which is jinja's to read or to refuse."""
    pieces = _VALUE.split(source.removesuffix("\n"))
    words, names = pieces[::2], pieces[1::2]
    does_more = "\r" in source or any(_BEGINS_MORE.search(part) for part in words)
    return None if does_more or not _NO_NAMES.isdisjoint(names) else tuple(pieces)
