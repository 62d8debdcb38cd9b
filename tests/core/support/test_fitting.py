"""Who an entry can apply to."""

import pytest

from bot.core.people import AgeBand, Audience
from bot.core.support.fitting import Who, best_first, fits, fitting, places_of
from bot.core.support.organisations import Organisation
from tests.core.support.entries import entry

PLACES = {"durham", "portsmouth"}


@pytest.mark.parametrize(
    ("keys", "who", "fit"),
    [
        ({}, Who(), True),
        ({}, Who(Audience.YOUNG, AgeBand.UNDER_16, "town"), True),
        ({"ages": {"most": 18}}, Who(age=AgeBand.FROM_16), True),
        ({"ages": {"most": 18}}, Who(age=AgeBand.FROM_19), False),
        ({"ages": {"most": 18}}, Who(), True),
        ({"ages": {"least": 16}}, Who(age=AgeBand.UNDER_16), False),
        ({"ages": {"least": 16}}, Who(age=AgeBand.FROM_26), True),
        ({"ages": {"most": 25}}, Who(age=AgeBand.FROM_26), False),
        ({"audience": ["parent"]}, Who(Audience.YOUNG), False),
        ({"audience": ["parent", "worker"]}, Who(Audience.YOUNG), False),
        ({"audience": ["parent", "young"]}, Who(Audience.YOUNG), True),
        ({"audience": ["young"]}, Who(Audience.PARENT), True),
        ({"audience": ["parent"]}, Who(Audience.UNSAID), True),
        ({"areas": ["town"]}, Who(area="town"), True),
        ({"areas": ["town"]}, Who(area="coast"), False),
        ({"areas": ["town"]}, Who(), True),
        ({"place": "durham"}, Who(area="durham"), True),
        ({"place": "durham"}, Who(area="portsmouth"), False),
        ({"place": "durham"}, Who(area="town"), True),
    ],
)
def test_what_cannot_apply_does_not_fit(keys: dict[str, object], who: Who, fit: bool) -> None:
    assert fits(entry("one", **keys), who, PLACES) is fit


def test_the_general_entry_goes_only_where_the_nearer_one_fits() -> None:
    general, local = entry("general"), entry("local", place="durham", instead_of="general")
    other = entry("other", place="portsmouth")

    def left(who: Who) -> list[str]:
        return [one.id for one in fitting([general, local, other], who)]

    assert places_of([general, local, other]) == PLACES
    assert left(Who(area="durham")) == ["local"]
    assert left(Who(area="portsmouth")) == ["general", "other"]
    assert left(Who()) == ["local", "other"]


def test_of_a_topic_what_fits_best_is_near_and_made_for_somebody_comes_first() -> None:
    entries = [
        entry("also", topics={"boats": 1}),
        entry("best", topics={"boats": 3}),
        entry("local", topics={"boats": 3}, place="durham"),
        entry("young", topics={"boats": 3}, audience=["young"]),
        entry("other", topics={"fish": 3}),
    ]

    def ids(found: tuple[Organisation, ...]) -> list[str]:
        return [one.id for one in found]

    assert ids(best_first(entries, "boats", Who())) == ["local", "best", "young", "also"]
    assert ids(best_first(entries, "boats", Who(Audience.YOUNG))) == ["young", "local", "best", "also"]
    assert ids(best_first(entries, "boats", Who(Audience.PARENT))) == ["local", "best", "young", "also"]
