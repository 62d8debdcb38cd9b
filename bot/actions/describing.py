"""What is given out, described: a survey, one of the other things, or what was released of them."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.actions.drawing import draw_charts
from bot.actions.forum_reports import DESCRIBES
from bot.actions.impact import ImpactPage, find_page
from bot.actions.impact_charts import charts_of_impact
from bot.actions.impact_words import period_name
from bot.actions.pack_reports import describe_to_decide, describe_to_publish
from bot.actions.pulls import in_force
from bot.actions.regulation_56 import find_pack
from bot.actions.release_words import scope_words
from bot.actions.releases import Named, named
from bot.actions.report_parts import chart_in_words
from bot.actions.result_charts import charts_of
from bot.actions.survey_report import Closed, describe_survey, find_closed, stem_of
from bot.actions.theme_report import describe_theme
from bot.charts import AnyChart
from bot.core.exporting import AllReleased, Form, LocalOffer, OfRelease, OfTheme, One, Topic, What, forms_of
from bot.core.impact import Period
from bot.core.refusal import Refusal
from bot.core.releases import Release, Scope, Subject
from bot.core.releases import What as Released
from bot.core.report import Picture, Report
from bot.core.rows import PLAIN
from bot.services import Services
from bot.store import impact, releases

MOST_DRAWN = 12
"""Times of which the figures are drawn, the newest first. The words have all of them."""

Described = Callable[[sqlite3.Connection], Report | None]
"""None: there is nothing of it."""
Pictures = Mapping[str, Sequence[Picture]]


@dataclass(frozen=True)
class Wanted:
    """One thing, and how much of it. `release`: where it is given out as it was released."""

    of: One
    scope: Scope
    release: Release | None = None


def find_wanted(db: sqlite3.Connection, what: What, scope: Scope) -> list[Wanted]:
    """Refuses a release that is not in force. Of what was released its own scope counts."""
    match what:
        case OfRelease(number):
            return [_as_wanted(in_force(db, number))]
        case AllReleased():
            found = [_as_wanted(release) for release in releases.list_in_force(db)]
            if not found:
                raise Refusal("nothing_released")
            return found
        case LocalOffer():
            return [Wanted(what, scope), Wanted(replace(what, to_decide=True), scope)]
        case _:
            return [Wanted(what, scope)]


def _as_wanted(release: Release) -> Wanted:
    return Wanted(released_thing(release.subject), release.scope, release)


def released_thing(subject: Subject) -> One:
    match subject.what:
        case Released.SURVEY:
            return subject.about
        case Released.THEME:
            return OfTheme(subject.about)
        case Released.REGULATION_56:
            return LocalOffer(Period.numbered(subject.about))
    return Topic(subject.what)


def forms_to_pull(of: One) -> tuple[Form, ...]:
    """For officers the report comes first."""
    return tuple(sorted(forms_of(of), key=lambda form: form is not Form.HTML))


async def describe(services: Services, wanted: Wanted, *, draw: bool) -> Described:
    """Charts are drawn before, beside us: the rest is one look at the database. Refuses what may not be
    given out."""
    found = await _describe(services, wanted, draw)
    release = wanted.release
    return found if release is None else lambda db: _as_released(services, found(db), named(db, release))


async def _describe(services: Services, wanted: Wanted, draw: bool) -> Described:
    of = wanted.of
    if isinstance(of, LocalOffer):
        await services.store.read(find_pack, services, of.period)
        describe_comments = describe_to_decide if of.to_decide else describe_to_publish
        return lambda db: describe_comments(db, services, of.period)
    if isinstance(of, Topic):
        drawn = await _draw_impact(services) if draw and of is Topic.IMPACT else {}
        return lambda db: DESCRIBES[of](db, services, drawn)
    if isinstance(of, OfTheme):
        await services.store.read(describe_theme, services, of.number, wanted.scope.texts)
        return lambda db: describe_theme(db, services, of.number, wanted.scope.texts)
    closed = await services.store.read(find_closed, services, of)
    responses = closed.responses and wanted.scope.responses
    closed = replace(closed, responses=responses, texts=wanted.scope.texts)
    drawn = await _draw_survey(services, closed) if draw else {}
    return lambda db: describe_survey(db, services, closed, drawn)


def _as_released(services: Services, report: Report | None, of: Named) -> Report | None:
    """With what is known of the release, after whose it is. Of the audit log its hash is the one to keep."""
    if report is None:
        return None
    say, release = services.texts.button, of.release
    day = services.content.forum.day_of(release.released_at)
    first, *rest = report.facts
    facts = (
        (say(PLAIN, "file_fact_released"), day),
        (say(PLAIN, "file_fact_holds"), scope_words(services, PLAIN, of)),
    )
    proof = ((say(PLAIN, "file_fact_hash"), release.audit_hash),)
    intro = report.intro or (say(PLAIN, "file_intro_released"),)
    return replace(report, facts=(first, *facts, *rest), proof=proof, intro=intro)


# charts


async def _draw_survey(services: Services, closed: Closed) -> Pictures:
    """A picture of several lines of a grid stands with the first of them."""
    planned = charts_of(services.texts, PLAIN, closed.result)
    charts = [(one.tables[0].question, one.chart.title, one.chart) for one in planned]
    return await _draw(services, charts, stem_of(closed.asking))


async def _draw_impact(services: Services) -> Pictures:
    pages = await services.store.read(_newest_periods)
    charts = [
        (page.period.key, f"{chart.title}, {period_name(services, PLAIN, page.period)}", chart)
        for page in pages
        for chart in charts_of_impact(services, page)
    ]
    return await _draw(services, charts, "impact")


def _newest_periods(db: sqlite3.Connection) -> list[ImpactPage]:
    found = (find_page(db, PLAIN, period) for period in impact.list_periods(db)[:MOST_DRAWN])
    return [page for page in found if page is not None]


async def _draw(services: Services, charts: Sequence[tuple[str, str, AnyChart]], name: str) -> Pictures:
    """Each chart with where it stands, and its title."""
    drawings = await draw_charts([chart for _, _, chart in charts])
    drawn: dict[str, list[Picture]] = {}
    for number, ((place, title, chart), drawing) in enumerate(zip(charts, drawings, strict=True), start=1):
        alt = services.texts.button(PLAIN, "file_chart", title=title)
        picture = Picture(f"{name}-{number:02}", drawing.png, alt, chart_in_words(chart))
        drawn.setdefault(place, []).append(picture)
    return drawn
