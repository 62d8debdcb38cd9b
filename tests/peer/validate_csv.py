"""Frictionless, which nobody here wrote, reads CSV files: a line for each fault, and 1 if there is one."""

import sys

from frictionless import Dialect, Resource, system
from frictionless.formats import CsvControl


def faults(path: str) -> list[str]:
    dialect = Dialect(controls=[CsvControl(delimiter=",", line_terminator="\r\n", quote_char='"')])
    with system.use_context(trusted=True):
        report = Resource(path=path, encoding="utf-8-sig", dialect=dialect).validate()
    return [f"{path}: {row}" for row in report.flatten(["rowNumber", "fieldNumber", "type", "message"])]


if __name__ == "__main__":
    found = [fault for path in sys.argv[1:] for fault in faults(path)]
    print("\n".join(found))
    sys.exit(bool(found))
