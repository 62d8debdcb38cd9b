"""A vote in words and buttons: as its message in a group, and what one person is told of their choice."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bot.core.answers import Answer
from bot.core.asking import Asking
from bot.core.base_question import BaseQuestion, Option
from bot.core.buttons import AskHowUsed, Meaning, VoteTap
from bot.core.jargon import Term, terms_in
from bot.core.lengths import TOAST, units
from bot.core.posts import Post, PostButton
from bot.core.vote_drafts import shortened
from bot.core.votes import WHY, Page, Tally, bar, is_counted, question_of
from bot.core.words import Reader
from bot.texts import Texts

LONG_LABEL = 30
"""Characters that a phone shows on a button; the options of a longer one stand above the buttons too."""
MOST_MARKED = 2
"""Hard words that have a button of their own under a vote."""


def group_post(
    texts: Texts,
    reader: Reader,
    asking: Asking,
    page: Page | None,
    tally: Tally | None,
    link: str,
    terms: Mapping[str, Term],
) -> Post:
    """The message of an open vote in a group. `link`: to the private chat, where one can say
    why; empty where it is shown there already. `terms`: the list of hard words."""
    html = texts.lines(ballot_words(texts, reader, asking, page, tally), "\n\n")
    rows = [(PostButton(label=label, data=tap.pack()),) for label, tap in option_buttons(reader, asking)]
    marked = term_buttons(texts, reader, asking, terms)
    rows += [(PostButton(label=label, data=tap.pack()),) for label, tap in marked]
    if page is not None and link:
        rows.append((PostButton(label=texts.button(reader, "button_vote_why"), url=link),))
    used = PostButton(label=texts.button(reader, "button_vote_used"), data=AskHowUsed(asking.id).pack())
    return Post(html=html, buttons=(*rows, (used,)))


def closed_post(texts: Texts, reader: Reader, asking: Asking, page: Page | None, tally: Tally | None) -> Post:
    """What the message shows from closing on: no buttons any more."""
    parts = [_question(texts, reader, asking, page)]
    if tally is not None:
        parts.append(_counts(texts, reader, question_of(asking.survey), tally))
    parts.append(texts.say(reader, "vote_closed"))
    return Post(html=texts.lines(parts, "\n\n"))


def old_post(texts: Texts, reader: Reader, asking: Asking, page: Page | None) -> Post:
    """What the message shows once the vote was posted again below it."""
    parts = [_question(texts, reader, asking, page), texts.say(reader, "vote_below")]
    return Post(html=texts.lines(parts, "\n\n"))


def ballot_words(
    texts: Texts, reader: Reader, asking: Asking, page: Page | None, tally: Tally | None
) -> Iterator[Markup]:
    """Everything above the buttons."""
    question = question_of(asking.survey)
    yield _question(texts, reader, asking, page)
    if tally is not None:
        yield _counts(texts, reader, question, tally)
    elif any(len(option.text.choose(reader)) > LONG_LABEL for option in question.choices):
        yield texts.say(reader, "vote_options", options=_labels(question, reader))
    yield texts.say(
        reader,
        "vote_how",
        several=question.several,
        in_order=question.in_order,
        open=asking.is_show_of_hands,
        closes=texts.moment(reader, asking.closes_at),
    )
    if asking.hear_by is not None:
        yield texts.say(reader, "vote_hear_by", day=texts.day(reader, asking.hear_by))


def _question(texts: Texts, reader: Reader, asking: Asking, page: Page | None) -> Markup:
    question = question_of(asking.survey).text.choose(reader)
    if page is None:
        return texts.say(reader, "vote_question", question=question)
    return texts.say(reader, "vote_page", title=page.title, address=page.address, question=question)


def _counts(texts: Texts, reader: Reader, question: BaseQuestion, tally: Tally) -> Markup:
    counts = dict(tally.counts)
    lines = [
        texts.say(
            reader,
            "vote_count",
            label=option.text.choose(reader),
            bar=bar(counts[option.id], tally.people),
            count=counts[option.id],
        )
        for option in question.choices
    ]
    people = texts.say(reader, "vote_people", count=tally.people, in_order=question.in_order)
    return texts.lines([texts.lines(lines), people], "\n\n")


def _labels(question: BaseQuestion, reader: Reader) -> list[str]:
    return [option.text.choose(reader) for option in question.choices]


def option_buttons(reader: Reader, asking: Asking) -> list[tuple[str, VoteTap]]:
    """Each option with its button's label, without a mark."""
    choices = question_of(asking.survey).choices
    return [(option.text.choose(reader), VoteTap(asking.id, option.id)) for option in choices]


def term_buttons(
    texts: Texts, reader: Reader, asking: Asking, terms: Mapping[str, Term]
) -> list[tuple[str, Meaning]]:
    """For the hard words that the question or its options use."""
    question = question_of(asking.survey)
    words = (question.text, *(option.text for option in question.choices))
    found = terms_in((text for one in words for _, text in one.english_forms()), terms)[:MOST_MARKED]
    return [
        (texts.button(reader, "button_term", word=terms[term].word.choose(reader)), Meaning(term))
        for term in found
    ]


def said_of_choice(texts: Texts, reader: Reader, asking: Asking, answer: Answer, page: bool) -> str:
    """The answer to a tap, for the one who tapped: at most 200 characters, however long the options are."""
    question = question_of(asking.survey)
    closes = texts.moment(reader, asking.closes_at)
    if not answer.chosen:
        return texts.toast(reader, "toast_vote_taken_back", closes=closes)
    key = "toast_vote_ordered" if question.in_order else "toast_vote_chosen"
    if not is_counted(question, answer):
        key = "toast_vote_order"
    options = [question.option(one) for one in answer.chosen]
    for longest in (100, 40, 24, 14, 8, 4):
        said = texts.toast(
            reader,
            key,
            chosen=_listed(reader, options, longest, in_order=question.in_order),
            left=len(question.choices) - len(answer.chosen),
            closes=closes,
            why=page and asks_why(asking, answer),
        )
        if units(said) <= TOAST:
            return said
    return texts.toast(reader, "toast_vote_kept", count=len(options), closes=closes)


def _listed(reader: Reader, options: list[Option], longest: int, *, in_order: bool) -> str:
    labels = [shortened(option.text.choose(reader), longest) for option in options]
    if in_order:
        labels = [f"{place} {label}" for place, label in enumerate(labels, start=1)]
    return ", ".join(labels)


def asks_why(asking: Asking, answer: Answer) -> bool:
    """A page that does not quite help: what is missing may be typed, in private."""
    steps = asking.survey.steps
    if len(steps) < 2 or steps[1].id != WHY or steps[1].show_if is None:
        return False
    return steps[1].show_if.fits(answer)
