"""What a message may do besides saying words: put in values, and choose between words."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, meta, nodes
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

Fill = Callable[[Mapping[str, object]], str]
"""Puts values into one message."""


def make_environment(standing: Mapping[str, str], *, escape: bool) -> Environment:
    """Compiles messages. A missing value fails; `standing` values may be used in every message.

    `escape`: for Telegram's HTML, where values are escaped; else for plain text such as labels.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    environment.globals.update(standing)
    return environment


@lru_cache(maxsize=1024)  # a check of the content asks twice for each form, and parsing is what costs
def names_used(environment: Environment, source: str) -> frozenset[str]:
    """The names of the values that a message puts in. Raises jinja2's error for a broken one."""
    return frozenset(meta.find_undeclared_variables(environment.parse(source)))


def compile_message(environment: Environment, source: str) -> Fill:
    """Most messages only put values between words. Those are joined here: a tap draws a dozen of them,
    and jinja takes ten times as long for each."""
    body = environment.parse(source).body
    parts = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else None
    if parts is None or not all(isinstance(part, nodes.TemplateData | nodes.Name) for part in parts):
        return environment.from_string(source).render
    words = [part.data if isinstance(part, nodes.TemplateData) else "" for part in parts]
    names = [(at, part.name) for at, part in enumerate(parts) if isinstance(part, nodes.Name)]
    convert = escape if environment.autoescape else str

    def fill(values: Mapping[str, object]) -> str:
        filled = [*words]
        for at, name in names:
            if name in values:
                filled[at] = convert(values[name])
            elif name in environment.globals:
                filled[at] = convert(environment.globals[name])
            else:
                raise UndefinedError(f"{name!r} is undefined")
        return "".join(filled)

    return fill
