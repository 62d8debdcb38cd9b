"""What a message may do besides saying words: put in values, and choose between words."""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment


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
