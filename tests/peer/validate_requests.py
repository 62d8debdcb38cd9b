"""Runs teremok's validator over a bot's requests; run it with the Python of .venv-peer.

    .venv-peer/bin/python tests/peer/validate_requests.py REQUESTS.json

The file is what the simulator's /sim/requests answers. Prints a line for each violation; exit
code 0: none, 1: some, 2: wrong usage.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiogram import Bot, methods
from aiogram.methods import TelegramMethod
from pydantic import ValidationError
from teremok.validation import ApiRuleViolation, validate_method

Json = dict[str, Any]
TOKEN = "1000001:any"


def method_classes() -> dict[str, type[TelegramMethod[Any]]]:
    named = (getattr(methods, name) for name in methods.__all__)
    return {cls.__api_method__.lower(): cls for cls in named if is_method(cls)}


def is_method(named: Any) -> bool:
    return isinstance(named, type) and issubclass(named, TelegramMethod) and named is not TelegramMethod


def complaints(request: Json, classes: dict[str, type[TelegramMethod[Any]]], bot: Bot) -> Iterator[str]:
    cls = classes.get(request["method"].lower())
    if cls is None:
        yield "there is no such method"
        return
    given = {name: decoded(value) for name, value in request["params"].items()}
    given |= {name: f"attach://{name}" for name in request.get("files", {}) if name in cls.model_fields}
    for name in given:
        if name not in cls.model_fields:
            yield f"there is no parameter {name}"
    try:
        method = cls.model_validate(as_declared(cls, given, request["params"]))
        validate_method(bot, method)
    except ValidationError as error:
        yield from (f"{'.'.join(map(str, one['loc'][:3]))}: {one['msg']}" for one in error.errors())
    except ApiRuleViolation as error:
        if not counted_before_parsing(error, request):
            yield str(error)


def decoded(value: Any) -> Any:
    """Forms send structures and numbers as JSON text."""
    if isinstance(value, str) and value[:1] in tuple("[{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def as_declared(cls: type[TelegramMethod[Any]], given: Json, sent: Json) -> Json:
    """A text that merely looks like JSON stays a text where the method wants one."""
    wants_text = {name for name, field in cls.model_fields.items() if field.annotation in (str, str | None)}
    return {
        name: sent[name] if name in wants_text and name in sent else value for name, value in given.items()
    }


def counted_before_parsing(error: ApiRuleViolation, request: Json) -> bool:
    """The validator counts tags too; Telegram, like the simulator that took it, does not."""
    return "too long" in error.description and request["status"] == 200


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    bot, classes, found = Bot(TOKEN), method_classes(), 0
    for number, request in enumerate(json.loads(Path(arguments[0]).read_text())["requests"]):
        for complaint in complaints(request, classes, bot):
            found += 1
            print(f"request {number}, {request['method']}: {complaint}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
