"""One person's training hours: each topic with what is asked, and the entries they come from."""

import streamlit as st

from lms.learning import HoursOfYear, correct_hours
from lms.learning.hours.coverage import HoursLine, TopicHours
from lms.learning.hours.words import FORM_NAMES, KIND_NAMES, RULES, TOPIC_NAMES
from lms.people import Role
from lms.platform.errors import LmsError
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.visit import Visit

A_PAGE = 15


def minutes_said(visit: Visit, minutes: int) -> str:
    """So many minutes, in words."""
    return visit.tr.ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def by_topic(visit: Visit, year: HoursOfYear) -> None:
    """The year, what it comes to, and each topic with how far it is."""
    _ = visit.gettext
    if len(year.years) > 1:
        chosen = st.segmented_control(
            _("Year"), year.years, default=year.year, key="hours_year", label_visibility="collapsed"
        )
        if chosen and chosen != year.year:
            st.query_params["year"] = str(chosen)
            st.rerun()
    whole = _("{year}: {minutes} altogether").format(
        year=year.year, minutes=minutes_said(visit, year.minutes)
    )
    st.text(whole)
    for topic in year.topics:
        _topic(visit, topic)
    with st.container(key=f"{ASIDE}-rules"), st.expander(_("What counts, and how")):
        for rule in RULES:
            st.text(f"· {_(rule)}")


def _topic(visit: Visit, topic: TopicHours) -> None:
    _ = visit.gettext
    name = _(TOPIC_NAMES.get(topic.topic, topic.topic))
    if not topic.target:
        st.markdown(f"**{plain(name)}** · {plain(minutes_said(visit, topic.minutes))}")
        return
    if topic.minutes >= topic.target:
        said = _("{topic}: {minutes}, done ({target} asked)")
    else:
        said = _("{topic}: {minutes} of {target}")
    words = said.format(
        topic=name, minutes=minutes_said(visit, topic.minutes), target=minutes_said(visit, topic.target)
    )
    st.progress(min(1.0, max(0.0, topic.minutes / topic.target)), text=plain(words))


def entries(visit: Visit, year: HoursOfYear, *, correct: bool) -> None:
    """What the hours come from, newest first, a page at a time; a trainer can correct each."""
    _ = visit.gettext
    st.subheader(_("Where they come from"), anchor=False)
    if not year.lines:
        st.text(_("Nothing yet. Lessons, quizzes, drills and classes count from here on by themselves."))
        return
    pages = max(1, -(-len(year.lines) // A_PAGE))
    shown = min(st.pagination(pages, key="hours_page", bind="query-params"), pages) if pages > 1 else 1
    with st.container(key="list-hours"):
        for line in year.lines[(shown - 1) * A_PAGE : shown * A_PAGE]:
            _line(visit, line, correct=correct and Role.TRAINER in visit.actor.roles)


def _line(visit: Visit, line: HoursLine, *, correct: bool) -> None:
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"{ENTRY}-{line.entry_id}", gap=None):
        st.markdown(f"**{plain(title_of_entry(visit, line))}** · {plain(minutes_said(visit, line.minutes))}")
        with st.container(key=f"quiet-{line.entry_id}", gap=None):
            score = _("{score} points").format(score=line.score) if line.score is not None else ""
            topic = _(TOPIC_NAMES.get(line.topic, line.topic))
            st.text(facts(tr.date(line.day), topic, _(FORM_NAMES[line.form]), score))
            if line.reason is not None:
                st.text(_("Corrected: {reason}").format(reason=line.reason))
        if correct:
            _correction(visit, line)


def _correction(visit: Visit, line: HoursLine) -> None:
    _ = visit.gettext
    with (
        st.container(key=f"{ASIDE}-{line.entry_id}"),
        st.expander(_("Correct")),
        st.form(f"correct_{line.entry_id}", border=False),
    ):
        minutes = st.number_input(_("What is right, in minutes"), 0, 1440, max(0, line.minutes), step=1)
        reason = st.text_input(_("Reason"), max_chars=200)
        if not st.form_submit_button(_("Correct it")):
            return
        try:
            correct_hours(
                visit.house.learning,
                actor=visit.actor,
                entry_id=line.entry_id,
                minutes=int(minutes),
                reason=reason,
            )
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        st.rerun()


def title_of_entry(visit: Visit, line: HoursLine) -> str:
    """What an entry is called: the lesson, the customer, the class."""
    _ = visit.gettext
    shelf = visit.house.learning.shelves.shelf(visit.tr.locale)
    kind = _(KIND_NAMES.get(line.kind, line.kind))
    match line.kind:
        case "lesson":
            card = shelf.lessons.get(line.ref)
            return _("{kind}: {title}").format(kind=kind, title=card.title if card else line.ref)
        case "quiz":
            course = shelf.courses.get(line.ref.partition("/")[0])
            return _("{kind}: {title}").format(kind=kind, title=course.title if course else line.ref)
        case "drill" | "morning":
            title = visit.house.catalogue.titles(visit.tr.locale).get(line.ref, line.ref)
            return _("{kind}: {title}").format(kind=kind, title=title)
    return _("{kind}: {title}").format(kind=kind, title=line.ref)
