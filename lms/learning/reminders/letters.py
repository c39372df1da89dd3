"""What stands in the letter of a day: found when it is posted, in its reader's language, as text and as HTML.

A course that was done since, a leave that has begun, a unit that is not theirs any more: none of it is in the letter.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from html import escape

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.catalogue.teaching import Shelf
from lms.learning.recording import history_of, standing_of
from lms.learning.reminders.other_words import parts_of
from lms.learning.reminders.tables import Letter, Reminder
from lms.learning.reminders.teams import OneBehind, team_behind
from lms.learning.room import Learning
from lms.learning.rounds import away_on
from lms.learning.tables import Enrolment
from lms.people import Actor, Deed, Note, Role, read_units
from lms.people.actors import actor_from
from lms.people.tables import Person
from lms.platform.i18n import Translator, as_locale, translator
from lms.platform.mail import Message
from lms.platform.settings import Locale

MOST_NAMED = 10
"""People of a team who are named; the figures count all."""


@dataclass(frozen=True)
class Written:
    """A letter that is ready to go, with what is to be noted in the trail once it has gone."""

    message: Message
    reader: Actor
    note: Note | None


@dataclass
class _Part:
    """A heading line, items below it, and where to read on."""

    said: str
    items: list[str] = field(default_factory=list)
    more: str = ""
    link: tuple[str, str] | None = None


def letter_for(connection: Connection, learning: Learning, letter: Row[*tuple[Letter]]) -> Written | None:
    """The letter, or none where nothing is left to say, or nobody there to read it."""
    context, today = learning.context, learning.context.today()
    person = connection.execute(select(Person).where(col(Person.id) == letter.person_id)).one()
    away = away_on(today)
    is_away = connection.execute(select(away.c.person_id).where(away.c.person_id == person.id)).first()
    reader = actor_from(connection, person.id, now=context.now(), today=today)
    if reader is None or not person.email or is_away is not None:
        return None
    locale = as_locale(person.locale, context.settings.locale_default)
    tr = translator(locale, context.settings.timezone)
    reminders = connection.execute(
        select(Reminder).where(col(Reminder.person_id) == person.id, col(Reminder.day) == letter.day)
    ).all()
    subjects: list[str] = []
    parts: list[_Part] = []
    _add_courses(connection, learning, reminders, tr, subjects, parts)
    note = None
    if any(one.key.startswith("team:") for one in reminders):
        people = team_behind(connection, learning, reader=reader)
        if people:
            _add_team(connection, learning, people, tr, subjects, parts)
            note = Note(Deed.LISTED_PROGRESS, Role.MANAGER, people=len(people))
    for part in parts_of(connection, context, reader, [one.key for one in reminders], tr):
        subjects.append(part.said)
        said = tr.gettext("{said}:").format(said=part.said)
        parts.append(_Part(said, list(part.items), link=_link(learning, part.page, part.words)))
    if not parts:
        return None
    name = person.name_zh if locale == "zh-CN" else person.name_en
    hello = tr.gettext("Dear {name},").format(name=name)
    message = Message(
        letter.id,
        person.email,
        _one_line(subjects[0]),
        _as_text(hello, parts, tr),
        _as_html(hello, parts, tr),
        context.now(),
    )
    return Written(message, reader, note)


def _add_courses(
    connection: Connection,
    learning: Learning,
    reminders: Collection[Row[*tuple[Reminder]]],
    tr: Translator,
    subjects: list[str],
    parts: list[_Part],
) -> None:
    shelf, today = learning.shelves.shelf(tr.locale), learning.context.today()
    due = _still_due(connection, learning, shelf, reminders)
    if not due:
        return
    _, items = tr.gettext, []
    for course, day in sorted(due.items(), key=lambda one: (one[1], one[0])):
        said = _("{course}: overdue since {day}") if day < today else _("{course}: due by {day}")
        items.append(said.format(course=shelf.courses[course].title, day=tr.date(day)))
    several = tr.ngettext(
        "{count} course is due or overdue", "{count} courses are due or overdue", len(items)
    )
    subjects.append(items[0] if len(items) == 1 else several.format(count=len(items)))
    waits = tr.ngettext("This course waits for you:", "These courses wait for you:", len(items))
    parts.append(_Part(waits, items, link=_link(learning, "path", _("Go on learning"))))


def _still_due(
    connection: Connection, learning: Learning, shelf: Shelf, reminders: Collection[Row[*tuple[Reminder]]]
) -> dict[str, date]:
    """The courses of which somebody was reminded and that are not done, each with the first day it is due."""
    wanted = {(one.enrolment_id, one.course) for one in reminders if one.course is not None}
    rows = connection.execute(
        select(Enrolment).where(
            col(Enrolment.id).in_(sorted({str(enrolment) for enrolment, _ in wanted})),
            col(Enrolment.state) == "open",
        )
    ).all()
    history = history_of(connection, {row.person_id for row in rows})
    found: dict[str, date] = {}
    for row in rows:
        curriculum = shelf.edition(row.curriculum, row.version)
        if curriculum is None:
            continue
        for one in standing_of(row, curriculum, shelf, history, today=learning.context.today()).required:
            if (row.id, one.course) in wanted and not one.settled:
                found[one.course] = min(one.due_on, found.get(one.course, one.due_on))
    return found


def _add_team(
    connection: Connection,
    learning: Learning,
    people: tuple[OneBehind, ...],
    tr: Translator,
    subjects: list[str],
    parts: list[_Part],
) -> None:
    _, shelf = tr.gettext, learning.shelves.shelf(tr.locale)
    units = {unit.unit_id: unit.name(tr.locale) for unit in read_units(connection)}
    said = tr.ngettext(
        "{count} of your people is overdue, or something of theirs has lapsed",
        "{count} of your people are overdue, or something of theirs has lapsed",
        len(people),
    ).format(count=len(people))
    subjects.append(said)
    counted = Counter(one.unit_id for one in people)
    items = []
    if len(counted) > 1:
        items += [
            _("{unit}: {count}").format(unit=units[unit], count=count)
            for unit, count in counted.most_common(MOST_NAMED)
        ]
    for one in people[:MOST_NAMED]:
        how = _("lapsed on {day}") if one.validity == "lapsed" else _("overdue since {day}")
        items.append(
            _("{name}, {unit}: {curriculum}, {how}").format(
                name=one.name_zh if tr.locale == "zh-CN" else one.name_en,
                unit=units[one.unit_id],
                curriculum=shelf.curricula[one.curriculum].title,
                how=how.format(day=tr.date(one.since)),
            )
        )
    left = len(people) - MOST_NAMED
    more = (
        tr.ngettext("And {count} more person.", "And {count} more people.", left).format(count=left)
        if left > 0
        else ""
    )
    parts.append(
        _Part(_("{said}:").format(said=said), items, more, _link(learning, "team", _("The whole list")))
    )


def _link(learning: Learning, page: str, words: str) -> tuple[str, str] | None:
    address = learning.context.settings.public_url
    return (words, f"{address}/{page}") if address else None


def _foot(tr: Translator) -> str:
    return tr.gettext("The learning portal wrote this by itself; nobody reads what is answered to it.")


def _as_text(hello: str, parts: list[_Part], tr: Translator) -> str:
    lines = [hello]
    for part in parts:
        lines += ["", part.said, *(f"- {item}" for item in part.items)]
        if part.more:
            lines.append(part.more)
        if part.link is not None:
            words, address = part.link
            lines += ["", tr.gettext("{words}: {address}").format(words=words, address=address)]
    return "\n".join([*(_one_line(line) for line in lines), "", _foot(tr), ""])


def _as_html(hello: str, parts: list[_Part], tr: Translator) -> str:
    body = [f"<p>{escape(hello)}</p>"]
    for part in parts:
        body.append(f"<p>{escape(part.said)}</p>")
        body.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>")
        if part.more:
            body.append(f"<p>{escape(part.more)}</p>")
        if part.link is not None:
            words, address = part.link
            body.append(f'<p><a href="{escape(address)}">{escape(words)}</a></p>')
    body.append(f'<p style="color:#666">{escape(_foot(tr))}</p>')
    lang: Locale = tr.locale
    return f'<!doctype html><html lang="{lang}"><body>{"".join(body)}</body></html>'


def _one_line(text: str) -> str:
    """A line that is one: a name that holds a line end begins no header."""
    return " ".join(text.split())
