"""What is known of an alert as a page to hand on: to children's services, say."""

from collections.abc import Iterator
from datetime import datetime

from bot.actions.alerts import Referral
from bot.actions.privacy import write_file
from bot.core.pages import Page, Section
from bot.core.safeguarding import Sender
from bot.core.screens import File
from bot.handlers.alert_words import band_words, source_words
from bot.services import Services

Rows = tuple[tuple[str, str], ...]


def referral_file(services: Services, referral: Referral) -> File:
    day = services.clock().astimezone(services.content.forum.time_zone).date()
    return File(f"referral-{day}.html", write_file(_Writer(services, referral).page()))


class _Writer:
    """In the words of the lead who takes it out."""

    def __init__(self, services: Services, referral: Referral) -> None:
        self._services = services
        self._view, self._who = referral.view, referral.who
        self._reader = referral.view.reader

    def page(self) -> Page:
        return Page(
            title=self._say("referral_title"),
            language="en-GB",
            notes=(
                self._say("referral_made", made=self._when(self._services.clock())),
                self._say("referral_careful"),
            ),
            sections=(
                Section(self._say("referral_happened"), tuple(self._happened())),
                Section(self._say("referral_words"), tuple(self._words()), self._no_words()),
                Section(self._say("referral_who"), *self._person()),
                Section(self._say("referral_done"), tuple(self._done())),
                Section(self._say("referral_call"), self._desks()),
            ),
        )

    def _say(self, key: str, **values: object) -> str:
        return self._services.texts.button(self._reader, key, **values)

    def _when(self, moment: datetime) -> str:
        year = moment.astimezone(self._services.content.forum.time_zone).year
        return self._say("mydata_when", moment=self._services.texts.moment(self._reader, moment), year=year)

    def _happened(self) -> Iterator[tuple[str, str]]:
        alert = self._view.alert
        yield self._say("referral_when"), self._when(alert.at)
        yield self._say("referral_level"), self._say(f"referral_level_{alert.level}")
        if alert.dealt_at is not None:
            yield self._say("referral_dealt"), self._when(alert.dealt_at)

    def _words(self) -> Iterator[tuple[str, str]]:
        for one in self._view.said:
            key = "referral_said_lead" if one.sender is Sender.LEAD else "referral_said"
            where = source_words(self._services, self._reader, one.source)
            yield self._say(key, moment=self._when(one.at), where=where), one.words

    def _no_words(self) -> tuple[str, ...]:
        return () if self._view.said else (self._say("referral_no_words"),)

    def _person(self) -> tuple[Rows, tuple[str, ...]]:
        if self._who is None:
            return (), (self._say("referral_who_unknown"),)
        bands = band_words(self._services, self._reader, self._who)
        number = str(self._who.telegram)
        return ((self._say("mydata_telegram"), number), (self._say("referral_bands"), bands)), ()

    def _done(self) -> Iterator[tuple[str, str]]:
        for one in self._view.done:
            what = self._say(f"alert_deed_{one.what}")
            yield self._when(one.at), self._say("referral_deed", what=what, note=one.note)

    def _desks(self) -> Rows:
        services = self._services.content.forum.children_services
        return (
            (services.day.name, services.day.phone),
            (services.night.name, services.night.phone),
            (self._say("referral_emergency"), "999"),
        )
