"""The directory that comes with the bot: its facts, and that everybody finds something."""

import pytest

from bot.content import Content
from bot.core.people import Audience
from bot.core.support.fitting import Who, best_first
from bot.core.support.topics import ENOUGH_PHRASES
from tests.shipped import shipped_content

TOPICS = (
    *("rights", "attendance", "exclusion", "diagnosis", "mental_health", "short_breaks", "carers"),
    *("money", "transport", "equipment", "adulthood", "early_years", "young_carers", "meeting"),
    *("complaints", "safety"),
)
PHONES = {
    "emergency": "999",
    "nhs_111": "111",
    "samaritans": "116 123",
    "childline": "0800 1111",
    "nspcc": "0808 800 5000",
    "contact": "0808 808 3555",
    "mencap": "0808 808 1111",
    "youngminds": "0808 802 5544",
    "family_lives": "0808 800 2222",
    "carers_uk": "0808 808 7777",
    "papyrus": "0800 068 4141",
    "domestic_abuse": "0808 2000 247",
    "durham_sendiass": "0191 587 3541",
    "carers_support": "0300 005 1213",
    "rollercoaster": "07415 380 040",
    "neas": "0191 410 9974",
    "first_contact": "03000 267 979",
}
WORDS = (
    *("SEND", "EHCP", "SENCO", "SENDIASS", "Local Offer", "short break", "graduated approach"),
    *("annual review", "personal budget", "JSNA", "CAMHS", "ICS", "PCF", "NNPCF", "co-production"),
    *("engagement", "tribunal", "mediation", "key worker", "task and finish group", "section F"),
    *("lived experience", "CYP", "EP", "LA", "PALS", "commissioning", "tender", "EOTAS", "DLA"),
    "preparing for adulthood",
)


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped_content()


def test_numbers_are_those_that_were_published(content: Content) -> None:
    assert {id: one.phones[0] for id, one in content.organisations.items() if one.phones} == PHONES
    texts = {id: one.text.number for id, one in content.organisations.items() if one.text}
    assert texts == {"emergency": "999", "shout": "85258", "carers_support": "07624 818 403"}


def test_what_is_no_longer_so_is_not_said(content: Content) -> None:
    organisations = content.organisations

    assert not organisations["autistic_society"].phones
    assert organisations["nspcc"].hours is None
    assert not organisations["ipsea"].phones
    assert "option 2" not in str(organisations["nhs_111"].does)
    assert organisations["childline"].ages.most == 18


def test_nobody_has_checked_it_and_what_is_doubtful_says_so(content: Content) -> None:
    assert {one.checked for one in content.organisations.values()} == {None}
    assert {id for id, one in content.organisations.items() if one.doubtful} == {
        *("youngminds", "family_lives", "carers_uk", "papyrus", "domestic_abuse", "first_contact"),
    }


def test_every_entry_says_what_it_does_in_one_plain_sentence_and_a_shorter_one(content: Content) -> None:
    for one in content.organisations.values():
        assert one.does.shorter is not None, one.id
        assert len(one.does.shorter.split()) < len(one.does.usual.split()), one.id
        assert one.source and one.topics, one.id


def test_there_are_sixteen_topics_with_enough_phrases_in_both_voices(content: Content) -> None:
    assert (*content.topics,) == TOPICS
    for topic in content.topics.values():
        assert len(topic.phrases) >= ENOUGH_PHRASES, topic.id
        assert topic.young, topic.id
        assert len({*topic.phrases, *topic.young}) == len(topic.phrases) + len(topic.young), topic.id


@pytest.mark.parametrize("audience", [Audience.PARENT, Audience.YOUNG])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_somewhere_to_turn_in_the_national_set_alone(
    content: Content, topic: str, audience: Audience
) -> None:
    national = [one for one in content.organisations.values() if one.place is None]

    assert best_first(national, topic, Who(audience))


def test_the_hard_words_are_all_there_with_where_to_go_next(content: Content) -> None:
    assert {*WORDS} <= {term.word.usual for term in content.jargon.values()}
    for term in content.jargon.values():
        assert term.meaning.shorter is not None
        assert term.next in {*content.topics, *content.organisations}, term.id
