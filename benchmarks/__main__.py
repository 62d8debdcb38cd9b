"""`python -m benchmarks` measures everything, with names only those. Ends with 1 if a promise is missed."""

import argparse
import sys
from collections.abc import Callable, Mapping

from benchmarks import (
    chart,
    due,
    export,
    harm,
    kills,
    memory,
    post_kills,
    posting,
    search,
    signposting,
    size,
    start,
    taps,
    votes,
)
from benchmarks.report import Figure, write_table

MEASURES: Mapping[str, Callable[[], list[Figure]]] = {
    "taps": taps.measure,
    "size": size.measure,
    "start": start.measure,
    "memory": memory.measure,
    "chart": chart.measure,
    "votes": votes.measure,
    "kills": kills.measure,
    "due": due.measure,
    "posts": posting.measure,
    "postkills": post_kills.measure,
    "export": export.measure,
    "search": search.measure,
    "signposting": signposting.measure,
    "harm": harm.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    names = parser.parse_args().names or [*MEASURES]
    if unknown := [name for name in names if name not in MEASURES]:
        parser.error(f"there is no {', '.join(unknown)}; choose from {', '.join(MEASURES)}")
    figures: list[Figure] = []
    for name in names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures += MEASURES[name]()
    print(write_table(figures))
    return int(any(figure.kept is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
