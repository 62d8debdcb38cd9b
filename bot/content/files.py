"""One YAML file read strictly, which remembers the line of every key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from bot.content.problems import Findings, Place

try:
    from yaml import CSafeLoader as Base
except ImportError:  # PyYAML was built without its C part: slower, otherwise the same
    from yaml import SafeLoader as Base  # type: ignore[assignment]

_TRUTH = [("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z", re.IGNORECASE))]
_NOTHING = [("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"))]
_NUMBER = [("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)\Z"))]


class _Loader(Base):
    """Yes, no, on, off, dates and phone numbers stay the words that were typed."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        **dict.fromkeys("tTfF", _TRUTH),
        **dict.fromkeys(("", "~", "n"), _NOTHING),
        **dict.fromkeys("-0123456789", _NUMBER),
    }


@dataclass(frozen=True)
class Document:
    """What a file says, and where."""

    path: Path
    value: dict[str, Any]
    node: yaml.MappingNode

    def line(self, place: Place) -> int:
        """The line of the key, or of the nearest one around it that exists."""
        node: yaml.Node = self.node
        found = node
        for part in place:
            step = _step(node, part)
            if step is None:
                break
            found, node = step
        return int(found.start_mark.line) + 1


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder in order, without hidden ones."""
    return sorted(p for p in folder.glob("*.y*ml") if p.suffix in {".yaml", ".yml"} and p.name[0] != ".")


def read_document(path: Path, findings: Findings) -> Document | None:
    """The file, or None and a problem. A key that stands twice is a problem, and the file is read on."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        loader = _Loader(text)
        node = loader.get_single_node()
        value: Any = None if node is None else loader.construct_document(node)
    except UnicodeDecodeError:
        findings.problem(path, (), "This is not a text file in UTF-8.", "Save it again as UTF-8.")
    except OSError as error:
        findings.problem(path, (), f"It cannot be read: {error.strerror}.", "Look at the file's permissions.")
    except yaml.YAMLError as error:
        _tell_broken(path, text, error, findings)
    else:
        if isinstance(node, yaml.MappingNode):
            _tell_duplicates(path, node, findings)
            return Document(path, value, node)
        what = "The file is empty." if node is None else "The file does not begin with a key."
        findings.problem(path, (), what, "Write lines such as `key: words`; see the shipped files.")
    return None


def _step(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """From a node to the part below it: the node that marks its line, and its value."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _tell_broken(path: Path, text: str, error: yaml.YAMLError, findings: Findings) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = f"The file cannot be read as YAML: {getattr(error, 'problem', None) or error}."
    if mark is None:
        findings.problem(path, (), what, "Take strange characters out, or compare it with a shipped file.")
        return
    where = f"line {mark.line + 1}, column {mark.column + 1}"
    remedy = f"Look at {where}, and the line above. Check colons, quotes and the spaces in front."
    if "\t" in "".join(text.splitlines()[mark.line : mark.line + 1]):
        remedy = f"Look at {where}. Use spaces there, not a tab."
    findings.problem(path, (where,), what, remedy)


def _tell_duplicates(path: Path, node: yaml.MappingNode, findings: Findings) -> None:
    for place, first, again in _duplicates(node, (), set()):
        what = f"`{place[-1]}` stands twice here, first in line {first}."
        findings.problem(path, place, what, "Take one of them out.", again)


def _duplicates(node: yaml.Node, place: Place, seen: set[int]) -> Iterator[tuple[Place, int, int]]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _duplicates(item, (*place, position), seen)
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), int(key.start_mark.line) + 1
            if name in first:
                yield (*place, name), first[name], line
            first.setdefault(name, line)
            yield from _duplicates(value, (*place, name), seen)
