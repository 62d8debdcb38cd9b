"""The messages that the bot says, against those that are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shipped import shipped_content

BOT = Path(__file__).resolve().parents[2] / "bot"
ELSEWHERE = {"content", "simulator", "store"}
SAYING = {"say", "button", "toast", "_button"}
FROM_FILES = r"answer_(yes|no|not_sure|rather_not|na|by_myself|with_help|for_me)|question_who_answers"
"""Put into surveys when their files are read."""


@pytest.fixture(scope="module")
def keys() -> list[str]:
    return [*shipped_content().messages]


@pytest.fixture(scope="module")
def code() -> list[ast.AST]:
    paths = (path for path in sorted(BOT.rglob("*.py")) if not ELSEWHERE & {*path.relative_to(BOT).parts})
    return [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def test_every_message_that_the_bot_says_is_there(keys: list[str], code: list[ast.AST]) -> None:
    said = {key for node in code if isinstance(node, ast.Call) for key in said_by(node)}

    assert [one for one in sorted(said) if not any(re.fullmatch(one, key) for key in keys)] == []


def test_every_message_that_is_there_is_named_in_the_code(keys: list[str], code: list[ast.AST]) -> None:
    named = {FROM_FILES, *(key for node in code for key in patterns(node))}
    named |= {key for node in code if isinstance(node, ast.Call) for key in said_by(node)}

    several = re.compile("|".join(one for one in named if not one.isidentifier()))
    assert [key for key in keys if key not in named and not several.fullmatch(key)] == []


def said_by(call: ast.Call) -> Iterator[str]:
    """The keys that a call names, as patterns."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name == "Refusal" and isinstance(call.args[0], ast.Constant):
        yield f"refused_{literal(call.args[0])}"
    elif name in SAYING:
        for argument in call.args:
            yield from patterns(argument)


def patterns(node: ast.AST) -> Iterator[str]:
    """A text in the code as a pattern: `ask_{setting}` is any key that begins so."""
    if isinstance(node, ast.IfExp):
        yield from patterns(node.body)
        yield from patterns(node.orelse)
    elif isinstance(node, ast.Constant) and re.fullmatch(r"\w+", str(node.value)):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr) and re.match(r"[a-z]+_", literal(node.values[0])):
        yield "".join(re.escape(literal(part)) or r"\w+" for part in node.values)


def literal(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else ""
