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


_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%[^%]*%\}[ \t]*)+)\n", re.MULTILINE)


class _Messages(ImmutableSandboxedEnvironment):
    """A line of tags alone leaves no empty line; a line that has words before its tag still ends there."""

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        return _TAGS_ALONE.sub(r"\1", super().preprocess(source, name, filename))


def make_environment(standing: Mapping[str, str], *, escape: bool) -> Environment:
    """Compiles messages. A missing value fails; `standing` values may be used in every message.

    `escape`: for Telegram's HTML, where values are escaped; else for plain text such as labels.
    """
    environment = _Messages(autoescape=escape, undefined=StrictUndefined)
    environment.globals.clear()
    environment.globals.update(standing)
    return environment


@lru_cache(maxsize=4096)
def names_used(environment: Environment, source: str) -> frozenset[str]:
    """The names of the values that a message puts in. Raises jinja2's error for a broken one."""
    pieces = _plain_pieces(environment, source)
    if pieces is None:
        return frozenset(meta.find_undeclared_variables(environment.parse(source)))
    return frozenset(piece for piece in pieces if isinstance(piece, _Name))


def compile_message(environment: Environment, source: str) -> Fill:
    """Most messages only put values between words. Those are joined here: a tap draws a dozen of them,
    and jinja takes ten times as long for each."""
    pieces = _plain_pieces(environment, source)
    if pieces is None:
        return environment.from_string(source).render
    names = [(at, piece) for at, piece in enumerate(pieces) if isinstance(piece, _Name)]
    convert = escape if environment.autoescape else str

    def fill(values: Mapping[str, object]) -> str:
        filled = [*pieces]
        for at, name in names:
            if name in values:
                filled[at] = convert(values[name])
            elif name in environment.globals:
                filled[at] = convert(environment.globals[name])
            else:
                raise UndefinedError(f"{name!r} is undefined")
        return "".join(filled)

    return fill


class _Name(str):
    """The name of a value, among pieces that are words."""

    __slots__ = ()


@lru_cache(maxsize=4096)  # a start asks for the pieces of each form three times, and parsing is what costs
def _plain_pieces(environment: Environment, source: str) -> tuple[str, ...] | None:
    """The words and names of a message that does nothing but put values between words; else None."""
    if "{" not in source and "\n" not in source:
        return (source,)
    body = environment.parse(source).body
    if len(body) != 1 or not isinstance(body[0], nodes.Output):
        return None
    pieces = [_piece(part) for part in body[0].nodes]
    return None if None in pieces else tuple(piece for piece in pieces if piece is not None)


def _piece(part: nodes.Node) -> str | None:
    if isinstance(part, nodes.TemplateData):
        return part.data
    return _Name(part.name) if isinstance(part, nodes.Name) else None
