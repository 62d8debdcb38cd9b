"""Who may import whom, read from the imports themselves."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# The same table stands in ARCHITECTURE.md; a test below compares the two. A part may always use itself.
TABLE = """
| part | may use of bot | and from outside |
|---|---|---|
| core | core | pydantic, Jinja, dates in words, dates that come again |
| store | core | aiosqlite |
| content, texts, charts, exports | core | pydantic, YAML, Jinja, the drawing and spreadsheet libraries |
| services | core, store, content, texts | none |
| actions | core, store, content, texts, charts, exports, services | escaped text, QR codes |
| transport | core, store, services, logs | telegram, the HTTP client |
| intake | core, store, services, logs, transport | telegram, the HTTP client |
| sender | core, store, services, logs, transport, intake | telegram, the HTTP client |
| editor | core, context, sender | telegram |
| feeds | core | the HTTP client |
| context | services | telegram |
| handlers | core, actions, texts, services, context | telegram, escaped text |
| jobs | core, actions, services, sender, logs | apscheduler |
| web | core, actions, texts, services | the web server, escaped text |
| logs | none | none |
| simulator | none | the web server, the HTTP client |
| app, settings, making_services, command_errors, support, taking_out, `__main__` | all | all |
"""

LIBRARIES = {
    "pydantic": {"pydantic", "pydantic_core"},
    "aiosqlite": {"aiosqlite"},
    "YAML": {"yaml"},
    "dates in words": {"dateparser"},
    "dates that come again": {"dateutil"},
    "QR codes": {"segno"},
    "Jinja": {"jinja2", "markupsafe"},
    "escaped text": {"markupsafe"},
    "the drawing and spreadsheet libraries": {"pymupdf_fonts", "resvg_py", "uharfbuzz", "xlsxwriter"},
    "telegram": {"telegram"},
    "the HTTP client": {"aiohttp"},
    "apscheduler": {"apscheduler"},
    "the web server": {"starlette", "uvicorn", "httptools", "python_multipart"},
    "settings": {"pydantic_settings"},
}

# `core` takes values and returns values: no files, no network, no clock, no chance, no waiting.
NOT_IN_CORE = frozenset(
    {
        "asyncio",
        "concurrent",
        "http",
        "io",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "random",
        "secrets",
    }
    | {
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib",
    }
)
CLOCK_READINGS = frozenset({"now", "utcnow", "today"})


@dataclass(frozen=True)
class Row:
    inside: frozenset[str]
    outside: frozenset[str]


NOTHING = Row(frozenset(), frozenset())


@dataclass(frozen=True)
class Import:
    source: str
    target: str
    place: str
    in_function: bool
    for_types: bool


def read_table(text: str) -> dict[str, Row]:
    """The rows of the Markdown table whose first cell of the header is `part`, by part."""
    _, _, body = text.partition("| part | may use of bot | and from outside |\n")
    rows: dict[str, Row] = {}
    for line in body.splitlines()[1:]:
        if not line.startswith("|"):
            break
        parts, inside, outside = (cell.strip() for cell in line.strip("|").split("|"))
        for part in listed(parts):
            rows[part] = Row(listed(inside), listed(outside))
    return rows


def listed(cell: str) -> frozenset[str]:
    return frozenset() if cell == "none" else frozenset(name.strip(" `") for name in cell.split(","))


def read_modules(root: Path) -> dict[str, ast.Module]:
    """Every module below `root/bot`, by its dotted name."""
    modules = {}
    for path in sorted((root / "bot").rglob("*.py")):
        names = path.relative_to(root).with_suffix("").parts
        name = ".".join(names[:-1] if names[-1] == "__init__" else names)
        modules[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return modules


def read_imports(modules: dict[str, ast.Module]) -> list[Import]:
    return [
        Import(source, target, f"{source}:{node.lineno}", in_function, for_types)
        for source, tree in modules.items()
        for node, in_function, for_types in import_nodes(tree)
        for target in targets(node, modules)
    ]


def import_nodes(
    node: ast.AST, in_function: bool = False, for_types: bool = False
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool, bool]]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node, in_function, for_types
    in_function |= isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for_types |= isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    for child in ast.iter_child_nodes(node):
        yield from import_nodes(child, in_function, for_types)


def targets(node: ast.Import | ast.ImportFrom, modules: dict[str, ast.Module]) -> list[str]:
    """What is imported, as a module where it is ours: `from bot.store import posts` is bot.store.posts."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if node.level:
        return ["." * node.level + (node.module or "")]
    deeper = [f"{node.module}.{alias.name}" for alias in node.names]
    return sorted({name if name in modules else str(node.module) for name in deeper})


def part_of(module: str) -> str:
    """`bot.store.posts` belongs to `store`; the package's own file, with the version, to nobody."""
    return module.partition(".")[2].partition(".")[0]


def complaints(root: Path, table: dict[str, Row]) -> list[str]:
    modules = read_modules(root)
    imports = read_imports(modules)
    return [
        *strangers(modules, table),
        *(text for one in imports if (text := complaint(one, table))),
        *cycles(imports, modules),
        *unseen_imports(modules, table),
        *impure_core(modules, imports),
    ]


def strangers(modules: dict[str, ast.Module], table: dict[str, Row]) -> list[str]:
    parts = {part_of(module) for module in modules} - {""}
    return [f"bot/{part} stands in no row of the table" for part in sorted(parts - table.keys())]


def complaint(one: Import, table: dict[str, Row]) -> str | None:
    if one.target.startswith("."):
        return f"{one.place} imports {one.target}: write the whole name"
    if one.in_function:
        return f"{one.place} imports {one.target} inside a function"
    row = table.get(part_of(one.source), NOTHING)
    library = one.target.partition(".")[0]
    if library == "bot":
        allowed = row.inside | {"", part_of(one.source)}
        fits = row.inside == {"all"} or part_of(one.target) in allowed
    else:
        fits = library in sys.stdlib_module_names or library in libraries(row)
    return None if fits else f"{one.place} may not import {one.target}"


def libraries(row: Row) -> set[str]:
    kinds = LIBRARIES.keys() if row.outside == {"all"} else row.outside
    return {name for kind in kinds for name in LIBRARIES[kind]}


def cycles(imports: list[Import], modules: dict[str, ast.Module]) -> list[str]:
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for one in imports:
        if one.target in modules and not one.for_types:
            graph[one.source].add(one.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"a cycle: {' imports '.join(reversed(error.args[1]))}"]
    return []


def unseen_imports(modules: dict[str, ast.Module], table: dict[str, Row]) -> list[str]:
    """Imports by name at run time, save those whose written beginning is a library that the part may use."""
    return [
        f"{module}:{node.lineno} imports by name at run time"
        for module, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"__import__", "import_module"}
        and named_library(node) not in libraries(table.get(part_of(module), NOTHING))
    ]


def named_library(call: ast.Call) -> str:
    """`pymupdf_fonts` of `import_module(f"pymupdf_fonts.{face}")`; empty where no whole name is written."""
    name = call.args[0] if call.args else None
    start = name.values[0] if isinstance(name, ast.JoinedStr) and name.values else name
    if not isinstance(start, ast.Constant):
        return ""
    library, dot, _ = str(start.value).partition(".")
    return library if dot or start is name else ""


def impure_core(modules: dict[str, ast.Module], imports: list[Import]) -> list[str]:
    reaching = [
        f"{one.place} may not import {one.target}: core is pure"
        for one in imports
        if part_of(one.source) == "core" and one.target.partition(".")[0] in NOT_IN_CORE
    ]
    reading = [
        f"{module}:{node.lineno} reads the clock: core is given the time"
        for module, tree in modules.items()
        for node in ast.walk(tree)
        if part_of(module) == "core" and isinstance(node, ast.Call) and reads_clock(node.func)
    ]
    return reaching + reading


def reads_clock(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr not in CLOCK_READINGS:
        return False
    return ast.unparse(function.value).rpartition(".")[2] in {"datetime", "date"}


def test_every_import_of_the_bot_is_allowed_by_the_table() -> None:
    found = complaints(ROOT, read_table(TABLE))

    assert not found, "\n" + "\n".join(found)


def test_the_table_names_only_parts_and_libraries_that_are_known() -> None:
    table = read_table(TABLE)

    inside = {name for row in table.values() for name in row.inside} - {"all"}
    outside = {name for row in table.values() for name in row.outside} - {"all"}

    assert inside <= table.keys()
    assert outside <= LIBRARIES.keys()


def test_the_table_in_the_architecture_notes_is_the_one_held_here() -> None:
    assert TABLE in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "source", "expected"),
    [
        ("core/votes.py", "from bot.store import votes", "bot.core.votes:1 may not import bot.store.votes"),
        ("core/votes.py", "import telegram", "bot.core.votes:1 may not import telegram"),
        ("core/votes.py", "import os.path", "bot.core.votes:1 may not import os.path: core is pure"),
        (
            "core/votes.py",
            "from datetime import datetime\nNOW = datetime.now()",
            "bot.core.votes:2 reads the clock: core is given the time",
        ),
        (
            "store/votes.py",
            "from bot.actions import open_vote",
            "bot.store.votes:1 may not import bot.actions",
        ),
        ("store/votes.py", "import bot.services as s", "bot.store.votes:1 may not import bot.services"),
        (
            "store/votes.py",
            "from .people import Person",
            "bot.store.votes:1 imports .people: write the whole name",
        ),
        ("jobs.py", "import sqlalchemy", "bot.jobs:1 may not import sqlalchemy"),
        ("simulator/page.py", "import bot.core.words", "bot.simulator.page:1 may not import bot.core.words"),
        ("drawer.py", "import ast", "bot/drawer stands in no row of the table"),
        (
            "app.py",
            "def start():\n    from bot import services",
            "bot.app:2 imports bot.services inside a function",
        ),
        (
            "app.py",
            "import importlib\nimportlib.import_module('bot.x')",
            "bot.app:2 imports by name at run time",
        ),
        (
            "charts.py",
            "import importlib\nimportlib.import_module(f'telegram.{x}')",
            "bot.charts:2 imports by name at run time",
        ),
        ("services.py", "from bot.store import votes", "a cycle: bot.services imports bot.store.votes"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, file: str, source: str, expected: str) -> None:
    plant(tmp_path, "services.py", "")
    plant(tmp_path, "core/words.py", "")
    plant(tmp_path, "store/people.py", "from bot.core import words")
    plant(tmp_path, "store/votes.py", "from bot import services" if "cycle" in expected else "")

    plant(tmp_path, file, source)

    assert [text for text in complaints(tmp_path, read_table(TABLE)) if text.startswith(expected)]


def test_a_tree_that_keeps_to_the_table_gives_no_complaint(tmp_path: Path) -> None:
    plant(tmp_path, "__init__.py", '__version__ = "1"')
    plant(tmp_path, "core/votes.py", "from datetime import datetime\nimport pydantic\nimport bot.core.words")
    plant(
        tmp_path,
        "core/words.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import bot.core.votes",
    )
    plant(tmp_path, "store/votes.py", "import sqlite3\nimport aiosqlite\nfrom bot.core import votes")
    plant(tmp_path, "charts.py", "import importlib\nimportlib.import_module(f'pymupdf_fonts.{x}')")
    plant(tmp_path, "app.py", "from bot import __version__\nfrom bot.store import votes\nimport telegram.ext")

    assert complaints(tmp_path, read_table(TABLE)) == []


def plant(root: Path, file: str, source: str) -> None:
    path = root / "bot" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
