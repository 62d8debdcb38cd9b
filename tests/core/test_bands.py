"""Nobody stands alone with their bands once a survey has closed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.core.bands import AGE, AREA, AUDIENCE, KEPT_PRIVATE, Bands, merge_rare

TOWN, COAST = "town", "coast"
PARENT: Bands = (None, TOWN, "parent")
ALL_PRIVATE: Bands = (KEPT_PRIVATE,) * 3

person = st.one_of(
    st.tuples(
        st.sampled_from(["16_18", "19_25", "26_over"]),
        st.sampled_from([TOWN, COAST, "valley", None]),
        st.just("young"),
    ),
    st.tuples(
        st.none(),
        st.sampled_from([TOWN, COAST, "valley", None]),
        st.sampled_from(["parent", "worker", "unsaid"]),
    ),
)
crowd = st.lists(person, max_size=60)
thresholds = st.integers(min_value=2, max_value=10)


def young(age: str, area: str | None) -> Bands:
    return (age, area, "young")


@given(crowd, thresholds)
def test_every_combination_is_shared_or_nothing_is_left_of_any(people: list[Bands], threshold: int) -> None:
    counts = Counter(merge_rare(people, threshold))

    assert set(counts) <= {ALL_PRIVATE} or min(counts.values()) >= threshold


@given(crowd, thresholds)
def test_no_band_is_ever_changed_into_another(people: list[Bands], threshold: int) -> None:
    for before, after in zip(people, merge_rare(people, threshold), strict=True):
        assert all(band in (was, KEPT_PRIVATE) for was, band in zip(before, after, strict=True))


@given(crowd, thresholds)
def test_bands_are_merged_in_their_order(people: list[Bands], threshold: int) -> None:
    for bands in merge_rare(people, threshold):
        if bands[AUDIENCE] == KEPT_PRIVATE:
            assert bands == ALL_PRIVATE
        if bands[AREA] == KEPT_PRIVATE and bands[AUDIENCE] == "young":
            assert bands[AGE] == KEPT_PRIVATE


@given(crowd, thresholds)
def test_who_is_alike_is_treated_alike(people: list[Bands], threshold: int) -> None:
    """So an attacker who knows the people's bands learns no more than in which group each is."""
    pairs = set(zip(people, merge_rare(people, threshold), strict=True))

    assert len(pairs) == len(set(people))


@given(crowd, thresholds)
def test_merging_again_changes_nothing(people: list[Bands], threshold: int) -> None:
    once = merge_rare(people, threshold)

    assert merge_rare(once, threshold) == once


def test_what_is_shared_by_enough_stays() -> None:
    people = [PARENT] * 5 + [young("16_18", TOWN)] * 5

    assert merge_rare(people, 5) == people


def test_the_age_goes_first_where_that_is_enough() -> None:
    people = [young("16_18", TOWN)] * 3 + [young("19_25", TOWN)] * 2

    assert merge_rare(people, 5) == [(KEPT_PRIVATE, TOWN, "young")] * 5


def test_then_the_area() -> None:
    people = [young("16_18", TOWN)] * 3 + [young("16_18", COAST)] * 2

    assert merge_rare(people, 5) == [(KEPT_PRIVATE, KEPT_PRIVATE, "young")] * 5


def test_a_single_young_person_takes_others_along_into_the_crowd_without_bands() -> None:
    """With only five parents left in their group, the one without bands would be the young person."""
    people = [PARENT] * 7 + [young("16_18", TOWN)] + [(None, COAST, "parent")] * 6

    merged = merge_rare(people, 5)

    assert merged == [PARENT] * 7 + [ALL_PRIVATE] * 7


def test_with_fewer_people_than_the_threshold_nothing_is_left() -> None:
    assert merge_rare([PARENT, young("16_18", TOWN)], 5) == [ALL_PRIVATE] * 2
    assert merge_rare([], 5) == []
