"""From what people type to the organisations that fit."""

import pytest

from bot.core.people import AgeBand, Audience
from bot.core.support.fitting import Who
from bot.core.support.outcomes import (
    AskedBack,
    Courteous,
    Courtesy,
    Found,
    NothingFound,
    Outcome,
    TermAsked,
)
from bot.core.support.search import Index
from tests.core.support.entries import entry, index

YARD = entry("yard", topics={"boats": 3}, does="Mends boats with holes.")
SCHOOL = entry("sea_school", name="Sea School", topics={"boats": 2}, also=["the salty school"])
MONGERS = entry("mongers", topics=["fish"])
WARDENS = entry("wardens", topics={"gulls": 3, "fish": 1})


@pytest.fixture(scope="module")
def harbour() -> Index:
    return index(YARD, SCHOOL, MONGERS, WARDENS)


def found(outcome: Outcome) -> list[str]:
    return [one.organisation.id for one in outcome.suggestions] if isinstance(outcome, Found) else []


def test_the_best_for_a_topic_comes_first_and_says_why(harbour: Index) -> None:
    outcome = harbour.ask("there is a hole in my boat, it is sinking")

    assert isinstance(outcome, Found)
    assert found(outcome) == ["yard", "sea_school"]
    assert outcome.topics[0] == "boats"
    assert outcome.suggestions[0].topics == ("boats",)
    assert not outcome.suggestions[0].by_name


@pytest.mark.parametrize(
    "typed",
    [
        "MY BOAT IS SINKING",
        "my baot is sinkng",
        "my boat’s sinking!!",
        "my dinghy is siiiinking",
        "a boat is sinking here",
    ],
)
def test_how_it_is_typed_does_not_matter(harbour: Index, typed: str) -> None:
    assert found(harbour.ask(typed))[0] == "yard"


def test_several_needs_in_one_message_are_all_answered(harbour: Index) -> None:
    assert {*found(harbour.ask("my boat is sinking and a gull stole my chips"))} >= {"yard", "wardens"}


def test_never_more_than_three_come(harbour: Index) -> None:
    many = index(*(entry(f"yard_{number}", topics=["boats"]) for number in range(9)))

    assert len(found(many.ask("my boat is sinking"))) == 3


@pytest.mark.parametrize(
    "typed",
    ["sea school", "number for the sea scool", "the salty school", "SEA SCHOOL!", "is the sea school open"],
)
def test_a_name_finds_its_organisation_first(harbour: Index, typed: str) -> None:
    outcome = harbour.ask(typed)

    assert isinstance(outcome, Found)
    assert outcome.suggestions[0].organisation.id == "sea_school"
    assert outcome.suggestions[0].by_name


def test_who_is_named_is_shown_also_where_it_is_for_others() -> None:
    harbour = index(
        entry("far_yard", name="Far Yard", topics={"boats": 3}, place="south", ages={"most": 9}), YARD
    )
    who = Who(age=AgeBand.FROM_19, area="south")

    assert found(harbour.ask("number for the far yard", who))[0] == "far_yard"
    assert found(harbour.ask("my boat is sinking", who)) == ["yard"]


def test_a_name_that_is_an_everyday_word_is_meant_only_by_itself() -> None:
    harbour = index(entry("weather", topics=["gulls"]), YARD)

    assert found(harbour.ask("weather")) == ["weather"]
    assert found(harbour.ask("phone number for weather")) == ["weather"]
    assert found(harbour.ask("lovely weather on tuesday")) == []


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("what is a keel", "keel"),
        ("What does RNLI mean?", "rnli"),
        ("keel?", "keel"),
        ("keels", "keel"),
        ("the lifeboats", "rnli"),
    ],
)
def test_a_question_for_a_hard_word_is_one(harbour: Index, typed: str, term: str) -> None:
    assert harbour.ask(typed) == TermAsked(term)


def test_a_term_that_is_also_a_name_is_explained_only_when_that_is_asked() -> None:
    harbour = index(entry("rnli", name="RNLI"))

    assert found(harbour.ask("rnli")) == ["rnli"]
    assert found(harbour.ask("number for the rnli")) == ["rnli"]
    assert harbour.ask("what is rnli") == TermAsked("rnli")
    assert harbour.ask("rnli?") == TermAsked("rnli")


@pytest.mark.parametrize(
    ("typed", "courtesy"),
    [
        ("hello", Courtesy.HELLO),
        ("Hi!", Courtesy.HELLO),
        ("thanks", Courtesy.THANKS),
        ("thank you so much x", None),
        ("hi, thank you so much", Courtesy.THANKS),
        ("ok bye", Courtesy.BYE),
        ("no", Courtesy.FINE),
    ],
)
def test_a_courtesy_is_answered_as_such(harbour: Index, typed: str, courtesy: Courtesy | None) -> None:
    assert harbour.ask(typed) == (NothingFound() if courtesy is None else Courteous(courtesy))


def test_a_courtesy_before_a_question_does_not_hide_it(harbour: Index) -> None:
    assert found(harbour.ask("hi, my boat is sinking. thanks"))[0] == "yard"


@pytest.mark.parametrize(
    "typed", ["", " ", ".", "🎉🎉", "lovely weather", "see you on tuesday", "qwertz", "my", "12"]
)
def test_small_talk_names_nobody(harbour: Index, typed: str) -> None:
    assert harbour.ask(typed) == NothingFound()


def test_who_asks_for_help_without_saying_with_what_is_asked_back(harbour: Index) -> None:
    assert harbour.ask("help") == AskedBack(())
    assert harbour.ask("i need help") == AskedBack(())


def test_what_is_likely_and_not_sure_is_asked_back(harbour: Index) -> None:
    outcome = harbour.ask("harbour")

    assert isinstance(outcome, AskedBack)
    assert outcome.topics[0] == "fish"


def test_without_entries_one_question_is_still_asked_back() -> None:
    assert isinstance(index().ask("my boat is sinking"), AskedBack)


def test_what_cannot_apply_is_hidden_and_what_is_near_comes_first() -> None:
    near = entry("near", topics={"boats": 2}, place="north")
    far = entry("far", topics={"boats": 3}, place="south")
    young = entry("young", topics={"boats": 3}, ages={"most": 15})
    harbour = index(far, entry("all", topics={"boats": 2}), young, near)

    assert found(harbour.ask("my boat is sinking", Who(Audience.YOUNG, AgeBand.FROM_19, "north"))) == [
        "near",
        "all",
    ]


def test_an_entry_stands_in_for_the_general_one_and_is_found_by_its_phrases() -> None:
    general = entry("general", topics={"boats": 3}, phrases=["barnacles on the hull"])
    local = entry("local", topics={"boats": 3}, place="north", instead_of="general")
    harbour = index(general, local)

    assert found(harbour.ask("my boat is sinking", Who(area="north"))) == ["local"]
    assert found(harbour.ask("barnacles on the hull")) == ["local"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("my son, a boat is sinking", "parents"),
        ("my mum, a boat is sinking", "youths"),
        ("i want to row", "youths"),
    ],
)
def test_the_voice_of_a_message_says_who_asks_where_nothing_is_known(typed: str, first: str) -> None:
    harbour = index(
        entry("parents", topics=["boats"], audience=["parent"]),
        entry("youths", topics=["boats"], audience=["young"]),
    )

    assert found(harbour.ask(typed))[0] == first
    assert found(harbour.ask(typed, Who(Audience.PARENT)))[0] == "parents"


def test_a_topic_is_browsed_best_first(harbour: Index) -> None:
    assert [one.id for one in harbour.of_topic("fish")] == ["mongers", "wardens"]
    assert harbour.of_topic("nothing") == ()


def test_texts_are_told_their_topics(harbour: Index) -> None:
    assert harbour.topics_of("the gull stole the chips again, all of our chips")[0] == "gulls"
    assert harbour.topics_of("lovely weather") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 20_001,
        "boat " * 5_000,
        "<b>boat</b> {{ boat }} '; drop table",
        "=cmd|'/C calc'!A0",
        "القارب يغرق",
        "\x00\u202e\ud800 boat",
        "👩‍👩‍👧 boat",
    ],
)
def test_whatever_is_typed_is_borne(harbour: Index, typed: str) -> None:
    assert harbour.ask(typed) is not None
