"""All that is held about one person, as a page with every value in words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot.actions.my_alerts import OwnAlert
from bot.actions.privacy import MyData, OpenAnswers, StrangersData, Told
from bot.core.answers import Answer, Answers
from bot.core.base_question import BaseQuestion
from bot.core.calendar_file import Meeting
from bot.core.feedback.piece import Piece, State, Wish
from bot.core.feedback.thread import Passing, Reply
from bot.core.pages import Page, Section
from bot.core.people import Audience, Role
from bot.core.questions import GridLine
from bot.core.surveys import Survey, shown_questions
from bot.core.words import ENGLISH, Reader
from bot.handlers.feedback import kind_words, say_number, state_words
from bot.handlers.questions import answer_words
from bot.services import Services

Rows = tuple[tuple[str, str], ...]


def my_data_page(services: Services, data: MyData) -> Page:
    return _Whole(services, data).page()


def strangers_page(services: Services, held: StrangersData) -> Page:
    """For somebody who has not joined."""
    writer = _Writer(services, Reader(), Audience.UNSAID)
    told = [writer.told(one) for one in held.told]
    alerts = [writer.alert(one) for one in held.alerts]
    meetings = writer.meetings(held.meetings)
    return writer.bind([*(writer.answers(one) for one in held.votes), *told, *alerts, *meetings])


class _Writer:
    """Says everything to the person it is about, in the form they like to read."""

    def __init__(self, services: Services, reader: Reader, audience: Audience) -> None:
        self._services = services
        self._reader = reader
        self._audience = audience

    def bind(self, sections: Iterable[Section]) -> Page:
        made = self._when(self._services.clock())
        return Page(
            title=self._say("mydata_title"),
            language="en-GB",
            notes=(self._say("mydata_made", made=made), self._say("mydata_careful")),
            sections=tuple(sections),
        )

    def _say(self, key: str, **values: object) -> str:
        return self._services.texts.button(self._reader, key, **values)

    def _row(self, name: str, value: str) -> tuple[str, str]:
        return self._say(f"mydata_{name}"), value

    def _yes(self, it_is_so: bool) -> str:
        return self._say("mydata_yes" if it_is_so else "mydata_no")

    def _when(self, moment: datetime) -> str:
        year = moment.astimezone(self._services.content.forum.time_zone).year
        return self._say("mydata_when", moment=self._services.texts.moment(self._reader, moment), year=year)

    def _day(self, day: date) -> str:
        date_words = self._services.texts.date(self._reader, day)
        return self._say("mydata_when", moment=date_words, year=day.year)

    def told(self, one: Told) -> Section:
        """What somebody told us, word for word, and what became of it."""
        piece = one.piece
        begun = "feedback_writing" if piece.state is State.WRITING else "feedback_day"
        rows = [
            self._row(begun, self._day(piece.day)),
            self._row("feedback_words", piece.words),
            self._row("feedback_kind", kind_words(self._services, self._reader, piece)),
            self._row("feedback_wishes", self._wishes(piece)),
        ]
        if piece.state is not State.WRITING:
            state = state_words(self._services, self._reader, piece)
            rows.append(self._row("feedback_state", state))
        if piece.language != ENGLISH:
            rows.append(self._row("feedback_language", self._say(f"language_{piece.language}")))
        if piece.about:
            rows.append(self._row("feedback_about", piece.about))
        if piece.quote:
            rows.append(self._row("feedback_quote", piece.quote))
        if one.theme:
            rows.append(self._row("feedback_theme", one.theme))
        rows += [self._reply(reply) for reply in one.replies]
        rows += [self._passing(passing) for passing in one.passings]
        return Section(self._say("mydata_feedback", number=say_number(piece.number)), tuple(rows))

    def meetings(self, said: Iterable[tuple[Meeting, str, str]]) -> Iterator[Section]:
        """Those that are not long over."""
        for meeting, answer, need in said:
            row = (self._when(meeting.starts), self._say(f"mydata_meeting_{answer}", need=need))
            yield Section(meeting.title, (row,))

    def alert(self, one: OwnAlert) -> Section:
        """What a lead was told of, or would have been, and what was answered."""
        rows = [
            (
                self._say(f"mydata_alert_{said.sender}", moment=self._when(said.at)),
                said.words,
            )
            for said in one.said
        ]
        notes = (self._say(f"mydata_alert_{one.alert.state}"), self._say("mydata_alert_note"))
        return Section(self._say("mydata_alert", moment=self._when(one.alert.at)), tuple(rows), notes)

    def _wishes(self, piece: Piece) -> str:
        wishes = (self._say(f"mydata_wish_{wish}") for wish in Wish if wish in piece.wishes)
        return "; ".join(wishes) or self._say("mydata_none")

    def _reply(self, reply: Reply) -> tuple[str, str]:
        key = "mydata_feedback_ours" if reply.is_ours else "mydata_feedback_back"
        return self._say(key, day=self._day(reply.day)), reply.text

    def _passing(self, passing: Passing) -> tuple[str, str]:
        name = self._say(f"mydata_feedback_{passing.state}", body=passing.body)
        return name, f"{passing.words}\n{self._day(passing.day)}"

    def answers(self, one: OpenAnswers) -> Section:
        title = self._say("mydata_answers", title=one.asking.survey.title.choose(self._reader))
        if one.response is None:
            return Section(title, notes=(self._say("mydata_lost" if one.lost else "mydata_none"),))
        return Section(title, tuple(self._answered(one.asking.survey, one.response.answers)))

    def _answered(self, survey: Survey, answers: Answers) -> Iterator[tuple[str, str]]:
        """Every answer that is held, also to a question that is no longer shown; and what was left open."""
        shown = {question.id for question in shown_questions(survey, answers, self._audience)}
        for question in survey.steps:
            if question.is_asked and question.id in shown | answers.keys():
                yield self._question(question), self._answer(question, answers.get(question.id))

    def _question(self, question: BaseQuestion) -> str:
        text = question.text.choose(self._reader)
        if not isinstance(question, GridLine):
            return text
        return self._say("mydata_grid_line", stem=question.stem.choose(self._reader), line=text)

    def _answer(self, question: BaseQuestion, answer: Answer | None) -> str:
        words = answer_words(self._services.texts, self._reader, question, answer)
        if answer is None or not (question.is_text and answer.text):
            return words
        return f"{words}\n{self._say('mydata_quote' if answer.quotable else 'mydata_no_quote')}"


class _Whole(_Writer):
    def __init__(self, services: Services, data: MyData) -> None:
        super().__init__(services, data.person.reader, data.person.audience)
        self._data = data

    def page(self) -> Page:
        sections = [
            Section(self._say("mydata_about"), self._about()),
            Section(
                self._say("mydata_roles"),
                (*self._roles(), *self._team()),
                (self._say("mydata_roles_note"),),
            ),
            Section(self._say("mydata_chat"), self._chat()),
            Section(self._say("mydata_surveys"), tuple(self._surveys()), (self._say("mydata_closed_note"),)),
            *(self.answers(one) for one in self._data.open),
            Section(self._say("mydata_more"), tuple(self._more())),
            *(self.told(one) for one in self._data.told),
            *(self.alert(one) for one in self._data.alerts),
            *self.meetings(self._data.meetings),
            Section(self._say("mydata_posts"), tuple(self._posts())),
        ]
        return self.bind(sections)

    def _about(self) -> Rows:
        person, forum = self._data.person, self._services.content.forum
        areas = {area.id: area.text.choose(self._reader) for area in forum.areas}
        themes = {theme.id: theme.text.choose(self._reader) for theme in forum.themes}
        unset = self._say("setting_unset")
        rows = [
            self._row("telegram", str(person.telegram)),
            self._row("number", str(person.id)),
            (self._say("setting_audience"), self._say(f"button_audience_{person.audience}")),
            self._row("age", self._say(f"button_age_{person.age}") if person.age else unset),
            (self._say("setting_area"), areas.get(person.area or "", person.area or unset)),
            (self._say("setting_theme"), themes.get(person.theme or "", person.theme or unset)),
            (self._say("setting_wants"), self._say(f"button_wants_{person.wants}")),
            (self._say("setting_language"), self._language()),
            (self._say("setting_reading"), self._say(f"button_reading_{person.reading}")),
            self._row("asked", self._yes(person.asked_about)),
            self._row("version", str(person.agreed_version)),
            self._row("agreed", self._when(person.agreed_at)),
            self._row("seen", person.seen or unset),
            self._row("reachable", self._yes(person.reachable)),
            self._row("quiet", self._yes(person.quiet)),
        ]
        if self._data.forgotten_at is not None:
            rows.append(self._row("forgotten", self._when(self._data.forgotten_at)))
        return tuple(rows)

    def _language(self) -> str:
        names = {one.id: one.name for one in self._services.content.forum.languages}
        names[ENGLISH] = self._say("language_en")
        return names.get(self._data.person.language, self._data.person.language)

    def _roles(self) -> Rows:
        return (
            self._row("given_roles", self._role_names(self._data.given_roles)),
            self._row("appointed_roles", self._role_names(self._data.appointed_roles)),
        )

    def _role_names(self, roles: Iterable[Role]) -> str:
        return ", ".join(self._say(f"mydata_role_{role}") for role in sorted(roles)) or self._say(
            "mydata_none"
        )

    def _team(self) -> Iterator[tuple[str, str]]:
        team = self._data.team
        if team.name:
            yield self._row("called", team.name)
        if team.looks_after:
            yield self._row("looks_after", ", ".join(map(say_number, team.looks_after)))
        for number, note in team.notes:
            name = self._say("mydata_note", number=say_number(number))
            yield name, "\n".join(filter(None, (note.body, note.text)))

    def _chat(self) -> Rows:
        at, screen = self._data.at_survey, self._data.screen
        return (
            self._row("at_survey", at.survey.title.choose(self._reader) if at else self._say("mydata_none")),
            self._row("task", self._yes(self._data.has_task)),
            self._row("screen", str(screen) if screen else self._say("mydata_none")),
        )

    def _surveys(self) -> Iterator[tuple[str, str]]:
        for one in self._data.open:
            closes = self._when(one.asking.closes_at)
            key = "mydata_survey_sent" if one.sent else "mydata_survey_begun"
            yield one.asking.survey.title.choose(self._reader), self._say(key, closes=closes)
        for asking in self._data.closed:
            closed = self._when(asking.closed_at or asking.closes_at)
            yield asking.survey.title.choose(self._reader), self._say("mydata_survey_closed", closed=closed)

    def _more(self) -> Iterator[tuple[str, str]]:
        """What stands about them beside their answers."""
        for invited, asking in self._data.invited:
            title = asking.survey.title.choose(self._reader)
            key = "mydata_declined" if invited.declined else "mydata_invited"
            yield title, self._say(key)
            if invited.again_at is not None:
                yield title, self._say("mydata_again", when=self._when(invited.again_at))
        for asking in self._data.felt:
            yield asking.survey.title.choose(self._reader), self._say("mydata_felt")
        for entry, matters, difference in self._data.entries:
            if matters:
                yield entry.asked, self._say("mydata_matters")
            if difference is not None:
                answer = self._say(f"difference_{difference}")
                yield entry.asked, self._say("mydata_difference", answer=answer)
        for room, asking in self._data.rooms:
            counted = self._say("mydata_counted", people=room.people, place=room.place, day=room.day)
            yield asking.survey.title.choose(self._reader), counted

    def _posts(self) -> Iterator[tuple[str, str]]:
        for post in self._data.posts:
            state = self._say(f"mydata_post_{post.state}", when=self._when(post.due_at))
            yield state, post.text or self._say("mydata_post_picture")
