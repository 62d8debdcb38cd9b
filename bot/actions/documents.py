"""A privacy notice and a template of a data protection impact assessment, filled from the settings in use."""

from collections.abc import Mapping
from datetime import datetime

from bot.actions.feedback_days import UNSENT
from bot.content import Content
from bot.core.base_question import Option
from bot.core.pages import Page, Section
from bot.core.people import Role
from bot.core.words import Reader
from bot.exports.page import write_page
from bot.store.backups import KEPT as BACKUPS
from bot.store.erasures import KEPT as ERASURE
from bot.texts import Texts

NOTICE = ("who", "what", "long", "sees", "rights", "complain")
ASSESSMENT = ("about", "need", "whose", "flow", "long", "risks", "rights", "outcome")

Named = Mapping[Role, int]
"""How many have a role from the settings."""


def write_documents(content: Content, texts: Texts, named: Named, now: datetime) -> dict[str, bytes]:
    """Both as HTML that needs nothing else, by the names of their files."""
    writer = _Writer(content, texts, named, now)
    return {
        "privacy-notice.html": write_page(writer.page("notice", NOTICE)),
        "dpia.html": write_page(writer.page("dpia", ASSESSMENT)),
    }


class _Writer:
    def __init__(self, content: Content, texts: Texts, named: Named, now: datetime) -> None:
        self._forum = content.forum
        self._texts = texts
        self._named = named
        self._now = now

    def page(self, document: str, parts: tuple[str, ...]) -> Page:
        day = self._texts.day(Reader(), self._now)
        made = self._say("document_made", day=day, year=self._forum.day_of(self._now).year)
        sections = tuple(self._section(document, part) for part in parts)
        return Page(self._say(f"document_{document}"), "en-GB", (made,), sections)

    def _say(self, key: str, **values: object) -> str:
        return self._texts.button(Reader(), key, **values)

    def _section(self, document: str, part: str) -> Section:
        title = self._say(f"document_{document}_{part}")
        if part == "long":
            return Section(title, self._periods(), _paragraphs(self._say("document_kept_open")))
        text = self._say(f"document_{document}_{part}_text", **self._values())
        return Section(title, notes=_paragraphs(text))

    def _values(self) -> dict[str, object]:
        forum = self._forum
        return {
            "erasure_days": ERASURE.days,
            "backups": BACKUPS,
            "version": forum.notice_version,
            "minutes": forum.safeguarding.minutes,
            "deputies": ", ".join(forum.safeguarding.deputies),
            "languages": ", ".join(language.name for language in forum.languages),
            "areas": _listed(forum.areas),
            "themes": _listed(forum.themes),
            "coordinators": self._named.get(Role.COORDINATOR, 0),
            "officers": self._named.get(Role.OFFICER, 0),
            "leads": self._named.get(Role.SAFEGUARDING, 0),
        }

    def _periods(self) -> tuple[tuple[str, str], ...]:
        forum, keeping = self._forum, self._forum.keeping
        days = {
            "texts": keeping.text_days,
            "responses": keeping.response_days,
            "people": keeping.person_days,
            "feedback": forum.feedback.keep_days,
            "link": forum.feedback.link_days,
            "unsent": UNSENT.days,
            "alerts": forum.safeguarding.keep_days,
            "audit": keeping.audit_days,
            "backups": BACKUPS,
            "erasure": ERASURE.days,
        }
        if not forum.safeguarding.has_lead:
            del days["alerts"]
        return tuple(
            (
                self._say(f"document_kept_{what}"),
                self._say("document_days", days=number, years=_whole_years(number)),
            )
            for what, number in days.items()
        )


def _whole_years(days: int) -> int:
    """0 where it is not so many years to the day: then the days are said."""
    return 0 if days % 365 else days // 365


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _listed(options: tuple[Option, ...]) -> str:
    return ", ".join(option.text.choose(Reader()) for option in options)
