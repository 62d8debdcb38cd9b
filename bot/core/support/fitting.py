"""Who an entry of the directory is for: what cannot apply is hidden, what is near and fits comes first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.core.people import AgeBand, Audience
from bot.core.support.organisations import Organisation

_NEAR, _NEAR_HOME = 1.3, 1.4
"""More where somebody says where they live."""
_MADE_FOR_THEM, _ALSO_FOR_THEM, _FOR_OTHERS = 1.6, 1.1, 0.5
_YEARS: Mapping[AgeBand, tuple[int, int]] = {
    AgeBand.UNDER_16: (0, 15),
    AgeBand.FROM_16: (16, 18),
    AgeBand.FROM_19: (19, 25),
    AgeBand.FROM_26: (26, 120),
}


@dataclass(frozen=True)
class Who:
    """As much as is known of somebody. `age` is of a young person, never of a parent's child."""

    audience: Audience | None = None
    age: AgeBand | None = None
    area: str | None = None


def fits(organisation: Organisation, who: Who, places: Collection[str] = ()) -> bool:
    """Whether it can apply. `places`: all that the directory names, so that an area of `forum.yaml` with
    the name of one of them (a network of several counties) hides the entries of the others."""
    return (
        _fits_age(organisation, who.age)
        and _fits_area(organisation, who.area, places)
        and not (who.audience is Audience.YOUNG and _for_adults(organisation))
    )


def fitting(organisations: Iterable[Organisation], who: Who) -> tuple[Organisation, ...]:
    """Those that can apply, without the general ones that a nearer one stands for."""
    every = tuple(organisations)
    places = places_of(every)
    left = [one for one in every if fits(one, who, places)]
    replaced = {one.instead_of for one in left}
    return tuple(one for one in left if one.id not in replaced)


def places_of(organisations: Iterable[Organisation]) -> frozenset[str]:
    return frozenset(one.place for one in organisations if one.place)


def best_first(organisations: Iterable[Organisation], topic: str, who: Who) -> tuple[Organisation, ...]:
    """Those for a topic that can apply to somebody; equals in the order of the files."""
    concerned = (one for one in fitting(organisations, who) if topic in one.topics)
    return tuple(sorted(concerned, key=lambda one: -one.topics[topic] * suitability(one, who)))


def suitability(organisation: Organisation, who: Who) -> float:
    """A factor around 1: more for what is near, and for what is made for people like this one."""
    home = _NEAR if who.area is None else _NEAR_HOME
    near = home if organisation.place or organisation.areas else 1.0
    return near * _for_them(organisation, who.audience)


def _for_adults(organisation: Organisation) -> bool:
    """Parents are shown what is for young people: they look for their child."""
    return bool(organisation.audience) and Audience.YOUNG not in organisation.audience


def _for_them(organisation: Organisation, audience: Audience | None) -> float:
    if audience not in {Audience.PARENT, Audience.YOUNG} or not organisation.audience:
        return 1.0
    if audience not in organisation.audience:
        return _FOR_OTHERS
    return _MADE_FOR_THEM if organisation.audience == (audience,) else _ALSO_FOR_THEM


def _fits_age(organisation: Organisation, age: AgeBand | None) -> bool:
    if age is None:
        return True
    youngest, oldest = _YEARS[age]
    most = organisation.ages.most
    return organisation.ages.least <= oldest and (most is None or youngest <= most)


def _fits_area(organisation: Organisation, area: str | None, places: Collection[str]) -> bool:
    if area is None:
        return True
    if organisation.areas and area not in organisation.areas:
        return False
    return organisation.place in {None, area} or area not in places
