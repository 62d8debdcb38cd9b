"""The content that comes with the bot."""

from zoneinfo import ZoneInfo

import pytest

from bot.content import Content, check_content, describe, shipped_folder
from bot.content.markup import visible
from bot.content.messages import Sample
from bot.content.plain_english import long_sentences
from bot.core.forum import STANDING, Forum
from bot.core.local_offer import Heading
from bot.core.templates import make_environment, names_used
from bot.core.urgent import Card
from bot.core.words import Words, all_readers
from bot.texts import Texts
from tests.content.forum_folder import TODAY
from tests.shipped import shipped_content


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped_content()


def test_it_is_in_order_and_says_what_it_is() -> None:
    report = check_content(shipped_folder(), shipped_folder(), TODAY)

    assert report.problems == ()
    assert report.found[0] == "the forum: Harbour Parent Carer Forum, Harbour"
    assert "survey felt_heard: Did you feel heard? (3 questions)" in report.found
    assert describe(report).endswith("The content is in order.")


def test_nothing_is_noted_but_invented_numbers_and_organisations_that_nobody_checked() -> None:
    report = check_content(shipped_folder(), shipped_folder(), TODAY)

    notes = [note.what for note in report.notes]
    assert len([what for what in notes if "invented number" in what]) == 4
    assert [what for what in notes if what.startswith("Your forum has never checked: Emergency services")]
    assert {what.partition(":")[0] for what in notes if "in one document only" in what} == {
        "County Durham First Contact",
        "YoungMinds parents' helpline",
        "Family Lives",
        "Carers UK",
        "Papyrus",
        "National Domestic Abuse Helpline",
    }
    assert len(notes) == 4 + 1 + 6


def test_every_message_is_said_to_every_reader(content: Content) -> None:
    texts = Texts(content.messages, content.forum.time_zone, content.forum.standing())
    environment = make_environment({}, escape=True)

    for key, words in content.messages.items():
        names = frozenset[str]().union(*(names_used(environment, text) for _, text in words.forms()))
        values = {name: Sample(2) for name in names - STANDING}
        for reader in all_readers():
            assert texts.say(reader, key, **values).strip()


def test_texts_for_members_have_an_easy_form_unless_they_are_short(content: Content) -> None:
    wordy = [key for key, words in content.messages.items() if _is_wordy(words) and words.shorter is None]

    assert [key for key in wordy if key.startswith(("notice", "under", "urgent", "refused", "survey"))] == []


def test_surveys_are_in_plain_words(content: Content) -> None:
    texts = [
        text
        for survey in content.surveys.values()
        for words in (survey.title, *(question.text for question in survey.questions))
        for _, text in words.forms()
    ]

    assert [sentence for text in texts for sentence in long_sentences(text)] == []


def test_the_notice_is_four_sentences_for_everybody(content: Content) -> None:
    texts = Texts(content.messages, ZoneInfo("Europe/London"), content.forum.standing())

    for reader in all_readers():
        heading, sentences = visible(texts.say(reader, "notice")).strip().split("\n\n")
        assert content.forum.name in heading
        assert len(sentences.splitlines()) == 4


def test_the_urgent_cards_name_every_number_that_may_be_needed(content: Content) -> None:
    texts = Texts(content.messages, ZoneInfo("Europe/London"), content.forum.standing())
    numbers = ["999", "999bsl.co.uk", "18001", "111", "116 123", "85258"]
    numbers += [content.forum.children_services.day.phone, content.forum.children_services.night.phone]

    for reader in all_readers():
        cards = {card: texts.say(reader, card) for card in Card}
        assert [number for number in numbers for said in cards.values() if number not in said] == []
        adult, young, grown = cards[Card.ADULT], cards[Card.YOUNG], cards[Card.GROWN]
        assert "Childline" not in grown
        assert "0800 1111" in adult
        assert "NSPCC" in adult
        assert "NSPCC" not in young + grown
        assert "0800 1111" in young.split("\n\n")[1]  # below the heading, before all else


def test_a_forum_without_a_lead_promises_nothing_in_their_name(content: Content) -> None:
    standing = {**content.forum.standing(), "lead": ""}
    texts = Texts(content.messages, ZoneInfo("Europe/London"), standing)

    for reader in all_readers():
        for key in ("safety_line", "safety_line_comment", "safety_line_named", "notice_whole"):
            said = texts.say(reader, key)
            assert "badly hurt" not in said
            assert "  " not in said
            assert "999" in said or key == "notice_whole"


def test_the_names_that_stand_in_every_message_are_those_of_the_forum(content: Content) -> None:
    assert set(content.forum.standing()) == STANDING
    assert isinstance(content.forum, Forum)


def _is_wordy(words: Words) -> bool:
    return len(words.usual.split()) > 20


def test_the_survey_on_the_local_offer_asks_under_each_heading(content: Content) -> None:
    asked = content.surveys["local_offer_comments"].steps

    assert [one.comments_under for one in asked if one.comments_under] == [*Heading]
