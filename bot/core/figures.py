"""Single figures that sum up a table: the middle of a scale, and average places in an order."""

from collections.abc import Mapping, Sequence

from bot.core.suppression import is_small


def median_point(counts: Sequence[tuple[int, int]]) -> float | None:
    """The middle of all answers, each a point and how many chose it, points rising. Between two points
    when half of the answers lie on either side. None where nobody answered."""
    people = sum(count for _, count in counts)
    if not people:
        return None
    return (_nth(counts, (people + 1) // 2) + _nth(counts, people // 2 + 1)) / 2


def _nth(counts: Sequence[tuple[int, int]], number: int) -> int:
    passed = 0
    for point, count in counts:
        passed += count
        if passed >= number:
            return point
    raise ValueError(f"there are only {passed} answers")


def average_places(
    places: Mapping[tuple[str, int], int], options: Sequence[str], people: int | None, threshold: int
) -> dict[str, float]:
    """Each option's average place, from how many put which option in which place.

    Empty where a place of an option has a small count, for an average is made of them all.
    """
    if not people or not places or any(is_small(count, threshold) for count in places.values()):
        return {}
    sums = dict.fromkeys(options, 0)
    for (option, place), count in places.items():
        sums[option] += place * count
    return {option: round(total / people, 1) for option, total in sums.items()}
