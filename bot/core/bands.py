"""Rare combinations of bands are merged when a survey closes, so that nobody stands alone.

Who took part is known, and what each of them said of themselves too. If only one of them is a young
person from the coast, then the one response with those bands is theirs.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.core.people import Audience

KEPT_PRIVATE = "kept_private"
"""Stands for a band that was merged. None: never said, or never asked."""

Bands = tuple[str | None, ...]
"""The bands of one response: age, area, audience, in the order in which they are merged."""

AGE, AREA, AUDIENCE = 0, 1, 2


def merge_rare(responses: Sequence[Bands], threshold: int) -> list[Bands]:
    """The bands of each response, in the order given, such that every combination is shared."""
    merged = merge_counted(Counter(responses), threshold)
    return [merged[bands] for bands in responses]


def merge_counted(counts: Mapping[Bands, int], threshold: int) -> dict[Bands, Bands]:
    """What becomes of each combination, of which so many responses have it.

    Rare combinations lose first their age band, then their area, then their audience. If fewer than
    `threshold` then have none left, the smallest of the others join them: else those few would be just
    the ones who are missing elsewhere. So every combination occurs at least `threshold` times, or
    nothing is left of any.
    """
    merged = {bands: bands for bands in counts}
    for step in (AGE, AREA, AUDIENCE):
        rare = _rare(_together(merged, counts), threshold)
        merged = {one: _without(bands, step) if bands in rare else bands for one, bands in merged.items()}
    while rare := _rare(_together(merged, counts), threshold):
        others = [(n, bands) for bands, n in _together(merged, counts).items() if bands not in rare]
        if not others:
            break
        _, smallest = min(others, key=lambda other: (other[0], _sortable(other[1])))
        merged = {one: _nothing(bands) if bands == smallest else bands for one, bands in merged.items()}
    return merged


def _together(merged: Mapping[Bands, Bands], counts: Mapping[Bands, int]) -> Counter[Bands]:
    """How many responses have each combination now."""
    together: Counter[Bands] = Counter()
    for one, bands in merged.items():
        together[bands] += counts[one]
    return together


def _rare(together: Mapping[Bands, int], threshold: int) -> set[Bands]:
    return {bands for bands, count in together.items() if count < threshold}


def _without(bands: Bands, step: int) -> Bands:
    """Only young people are asked their age, so for the others there is none to keep private."""
    if step == AUDIENCE:
        return _nothing(bands)
    if step == AGE and bands[AUDIENCE] != Audience.YOUNG:
        return bands
    return (*bands[:step], KEPT_PRIVATE, *bands[step + 1 :])


def _nothing(bands: Bands) -> Bands:
    return (KEPT_PRIVATE,) * len(bands)


def _sortable(bands: Bands) -> tuple[str, ...]:
    return tuple(band or "" for band in bands)
