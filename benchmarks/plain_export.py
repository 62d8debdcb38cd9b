"""What files cost at the least, to compare with: a plain loop, and the library that writes spreadsheets.

`python -m benchmarks.plain_export csv DATABASE OUT` or `xlsx CSV OUT` prints how many seconds of processor
time it took.
"""

import csv
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import xlsxwriter

ROWS = "SELECT response, question, value FROM answer JOIN response ON id = response WHERE sent = 1"


def write_csv(database: Path, out: Path) -> float:
    """Every answer as it is stored."""
    began = time.process_time()
    with closing(sqlite3.connect(database)) as db, out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(db.execute(ROWS))
    return time.process_time() - began


def write_xlsx(cells: Path, out: Path) -> float:
    """The same cells as in a file of ours, without looking at any of them; reading them does not count."""
    with cells.open(encoding="utf-8-sig", newline="") as file:
        lines = [[int(cell) if cell.isdecimal() else cell for cell in line] for line in csv.reader(file)]
    began = time.process_time()
    with xlsxwriter.Workbook(str(out), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for at, line in enumerate(lines):
            page.write_row(at, 0, line)
    return time.process_time() - began


WRITES = {"csv": write_csv, "xlsx": write_xlsx}

if __name__ == "__main__":
    print(WRITES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3])))
