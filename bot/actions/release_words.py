"""What a release is of, and how much of it, in words."""

from bot.actions.impact_words import period_name
from bot.actions.releases import Named
from bot.core.asking import Asking
from bot.core.impact import Period
from bot.core.releases import Subject, What
from bot.core.words import Reader
from bot.services import Services


def title_of(services: Services, reader: Reader, of: Named) -> str:
    return subject_title(services, reader, of.release.subject, of.asking, of.release.title)


def subject_title(
    services: Services, reader: Reader, subject: Subject, asking: Asking | None, name: str = ""
) -> str:
    """`name`: of a theme."""
    if subject.what is What.REGULATION_56:
        name = period_name(services, reader, Period.numbered(subject.about))
    if asking is not None:
        return asking.survey.title.choose(reader)
    return services.texts.button(reader, f"release_title_{subject.what}", name=name)


def scope_words(services: Services, reader: Reader, of: Named) -> str:
    """How much was released, and what of that is there no more."""
    say, release, gone = services.texts.button, of.release, of.gone
    if release.subject.what in {What.RECORD, What.IMPACT, What.REGULATION_56}:
        return say(reader, "release_scope_all")
    scope = release.scope
    return say(
        reader,
        "release_scope",
        responses=scope.responses,
        with_texts=scope.texts,
        answers_gone=scope.responses and gone.responses,
        quotes_gone=scope.texts and gone.texts,
    )
