"""What a round of blind marking found: the picture, what is flagged, what moved, and what somebody decides of it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from lms.portal.components.agreement_chart import agreement_chart, agreement_table, series_of
from lms.portal.components.attempt_list import title_of
from lms.portal.components.criteria import criterion_name
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_frame
from lms.portal.components.opinion import OUTCOMES
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE, ENTRY, WAY
from lms.portal.components.terms import listed
from lms.portal.links import link
from lms.portal.visit import Visit
from lms.practice import (
    Difference,
    MeasuredLine,
    RoundResult,
    decide_flag,
    differences,
    exam_terms,
    line_history,
)
from scoring.calibration import FEWEST
from scoring.schema import Rubric

LONGEST = 1_000
JUDGES: Mapping[str, str] = {"rules": mark("the rules"), "llm": mark("the model")}
WHY: Mapping[str, str] = {"people": mark("people differ"), "judge": mark("the judge differs from people")}
MEANS: Mapping[str, str] = {
    "people": mark(
        "People agree too little on it with each other: {value}. Talk over the exams on which you differ, and agree "
        "on what the question means."
    ),
    "judge": mark(
        "People agree on it, and the judge that exams count by sees it otherwise: {value}. Leave it to people until "
        "the judge is mended."
    ),
}
_FAILED, _SENT = "decision_failed", "decision_sent"


def agreement_head(visit: Visit, result: RoundResult, rubric: Rubric) -> None:
    """Which round, who marked it, and what exams make of it now."""
    tr, _, card = visit.tr, visit.gettext, result.card
    with st.container(key=f"{WAY}-back"):
        link("calibration", _("All rounds"), icon=":material/arrow_back:")
    st.title(_("How far we agree"), anchor=False)
    names = [zh if tr.locale == "zh-CN" else en for zh, en in result.markers]
    exams = tr.ngettext("{count} exam", "{count} exams", card.size).format(count=card.size)
    with st.container(key="quiet-round"):
        st.text(" · ".join([tr.date(card.measured_at or card.at), exams, listed(tr, names)]))
    if card.size < FEWEST:
        said = _("With fewer than {count} exams the figures say next to nothing yet, so nothing is flagged.")
        st.text(said.format(count=FEWEST))
    terms = exam_terms(visit.house.practice, rubric=rubric)
    if terms.held:
        st.text(_("No exam may begin at the moment: the total, or half of the questions, is in doubt."))
    elif terms.set_aside:
        aside = [criterion_name(tr, rubric, id_) for id_ in terms.set_aside]
        said = _("Set aside in exams that begin now, until a trainer marks it or decides otherwise: {names}")
        st.text(said.format(names=listed(tr, aside)))


def agreement_picture(visit: Visit, result: RoundResult, rubric: Rubric) -> None:
    """Every line with its interval; dimensions and the total in a picture of their own."""
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("Question by question"), anchor=False)
    judges = {judge: _(name) for judge, name in JUDGES.items()}
    series = series_of(tr, result.lines, judges)
    parts: Sequence[tuple[str, list[MeasuredLine]]] = (
        ("criteria", [line for line in result.lines if line.part == "criterion"]),
        ("dimensions", [line for line in result.lines if line.part != "criterion"]),
    )
    for key, lines in parts:
        named = [(line_name(tr, rubric, line), line) for line in lines]
        chart = agreement_chart(tr, named, series, _finding(tr, key, lines), bar=rubric.bar)
        table = agreement_table(tr, named, series, WHY, heading=_("Question"))
        show_chart(tr, chart, table=table, key=key)
        title = _("Question by question") if key == "criteria" else _("By dimension, and all together")
        measured = tr.date(result.card.measured_at or result.card.at)
        export_frame(visit, table, key=key, title=title, shown=measured)
    with st.container(key="quiet-kappa"):
        st.text(
            _(
                "Kappa says how far marks agree beyond chance: 1 is always, 0 no more than by chance; for dimensions a "
                "near miss costs less than a far one. The line is how sure that is (95 %). A star is Gwet's "
                "coefficient, used where nearly everything was marked alike. The dashed line is the bar, {bar}."
            ).format(bar=tr.number(rubric.bar, 2))
        )
    _moved(tr, result, rubric)


def over_time(visit: Visit, result: RoundResult, rubric: Rubric) -> None:
    """How one line went from round to round; nothing before there are two."""
    tr, _, practice = visit.tr, visit.gettext, visit.house.practice
    total = next(line for line in result.lines if line.part == "total")
    if len(line_history(practice, actor=visit.actor, rubric=rubric.id, line=total.id)) < 2:
        return
    st.subheader(_("From round to round"), anchor=False)
    names = {line.id: line_name(tr, rubric, line) for line in result.lines}
    chosen = st.selectbox(
        _("Which one"),
        [total.id, *(id_ for id_ in names if id_ != total.id)],
        key="over_time",
        format_func=names.__getitem__,
        filter_mode=None,
    )
    history = line_history(practice, actor=visit.actor, rubric=rubric.id, line=chosen)
    # Numbered: two rounds may have ended on one day.
    named = [(f"{number} · {tr.date(at)}", line) for number, (at, line) in enumerate(history, start=1)]
    series = series_of(tr, [line for _at, line in named], {j: _(name) for j, name in JUDGES.items()})
    finding = _went(tr, names[chosen], [line for _at, line in named])
    chart = agreement_chart(tr, named, series, finding, bar=rubric.bar)
    table = agreement_table(tr, named, series, WHY, heading=_("When"))
    show_chart(tr, chart, table=table, key="over-time")
    export_frame(visit, table, key="over-time", title=_("From round to round"), shown=names[chosen])


def _went(tr: Translator, name: str, lines: Sequence[MeasuredLine]) -> str:
    """How people's agreement with each other went from the first round to the last, as a title."""
    values = [
        line.people.counts.value for line in lines if line.people and line.people.counts.value is not None
    ]
    if len(values) < 2:
        return name
    said = tr.gettext("{name}: people with each other went from {first} to {last}")
    return said.format(name=name, first=tr.number(values[0], 2), last=tr.number(values[-1], 2))


def line_name(tr: Translator, rubric: Rubric, line: MeasuredLine) -> str:
    """What a line is called."""
    if line.part == "criterion":
        return criterion_name(tr, rubric, line.id)
    if line.part == "total":
        return tr.gettext("all together")
    return next(one.name.said_in(tr.locale) for one in rubric.dimensions if one.id == line.id)


def _finding(tr: Translator, key: str, lines: Sequence[MeasuredLine]) -> str:
    flagged = sum(line.why is not None for line in lines)
    if key != "criteria":
        return tr.gettext("By dimension, and all together")
    if not flagged:
        return tr.gettext("No question is below the bar")
    said = tr.ngettext("{count} question is below the bar", "{count} questions are below the bar", flagged)
    return said.format(count=flagged)


def _moved(tr: Translator, result: RoundResult, rubric: Rubric) -> None:
    """On what the judge that counts has surely moved since the round before."""
    away, closer = [], []
    for line in result.lines:
        if line.change is not None and line.change.high is not None and line.change.high < 0:
            away.append(line_name(tr, rubric, line))
        if line.change is not None and line.change.low is not None and line.change.low > 0:
            closer.append(line_name(tr, rubric, line))
    _ = tr.gettext
    if away:
        said = _("Since the round before, the judge has moved away from people on: {names}")
        st.text(said.format(names=listed(tr, away)))
    if closer:
        said = _("Since the round before, the judge has come closer to people on: {names}")
        st.text(said.format(names=listed(tr, closer)))
    if any(line.change for line in result.lines) and not (away or closer):
        st.text(_("Since the round before, the judge has not surely moved."))


def decisions(visit: Visit, result: RoundResult, rubric: Rubric) -> None:
    """What is flagged and can be decided, what was decided of it, and the form to decide."""
    _ = visit.gettext
    flagged = [line for line in result.lines if line.why and line.part != "dimension"]
    if not flagged:
        return
    st.subheader(_("What is to be decided"), anchor=False)
    sent = st.session_state.pop(_SENT, None)
    if sent:
        st.toast(sent)
    for line in flagged:
        _flag(visit, result, line, rubric)


def _flag(visit: Visit, result: RoundResult, line: MeasuredLine, rubric: Rubric) -> None:
    tr, _ = visit.tr, visit.gettext
    assert line.why is not None, "only what is flagged is drawn"
    found = line.people if line.why == "people" else line.judges[rubric.exam_judge]
    assert found is not None, "a flag rests on a figure"
    with st.container(key=f"notice-{line.id}", gap="xsmall"):
        st.markdown(f"**{line_name(tr, rubric, line)}** · {_state(tr, line)}")
        st.text(_(MEANS[line.why]).format(value=tr.number(found.counts.value or 0, 2)))
        _differences(visit, result, line)
        _decided(visit, result, line)
        if line.in_force:
            _form(visit, result, line)


def _state(tr: Translator, line: MeasuredLine) -> str:
    _ = tr.gettext
    if not line.in_force:
        return _("a later round has told since")
    if not line.decisions:
        return _("○ not decided")
    return _("✓ counts all the same") if line.decisions[-1].counts else _("– set aside")


def _differences(visit: Visit, result: RoundResult, line: MeasuredLine) -> None:
    """The exams to talk over, each with who marked what, and the way to read it."""
    tr, _ = visit.tr, visit.gettext
    if line.part != "criterion":
        return
    titles = visit.house.catalogue.titles(tr.locale)
    with st.container(key=f"{ASIDE}-differ-{line.id}"):
        folded = st.expander(_("Where the marks differ"), key=f"differ_{line.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        found = differences(
            visit.house.practice, actor=visit.actor, round_id=result.card.round_id, criterion=line.id
        )
        if not found:
            st.text(_("In none of the exams that you may read."))
        for one in found:
            with st.container(key=f"{ENTRY}-differ-{line.id}-{one.card.attempt_id}", gap=None):
                link("debrief", plain(title_of(visit, one.card, titles)), attempt=one.card.attempt_id)
                with st.container(key=f"quiet-differ-{line.id}-{one.card.attempt_id}"):
                    st.text(_who_found_what(tr, one))


def _who_found_what(tr: Translator, one: Difference) -> str:
    _ = tr.gettext
    said = [(zh if tr.locale == "zh-CN" else en, outcome) for (zh, en), outcome in one.people]
    said += [(_(JUDGES[judge]), outcome) for judge, outcome in one.judges.items()]
    return " · ".join(f"{name} {_(OUTCOMES[outcome])}" for name, outcome in said)


def _decided(visit: Visit, result: RoundResult, line: MeasuredLine) -> None:
    tr, _ = visit.tr, visit.gettext
    for place, one in enumerate(line.decisions):
        zh, en = result.deciders[one.person_id]
        name = zh if tr.locale == "zh-CN" else en
        said = _("{name} lets it count") if one.counts else _("{name} leaves it set aside")
        with st.container(key=f"{ENTRY}-decided-{line.id}-{place}", gap=None):
            with st.container(key=f"quiet-decided-{line.id}-{place}"):
                st.text(f"{said.format(name=name)} · {tr.moment(one.at)}")
            st.text(one.reason)


def _form(visit: Visit, result: RoundResult, line: MeasuredLine) -> None:
    _, key = visit.gettext, f"decide_{line.id}"

    def send() -> None:
        try:
            decide_flag(
                visit.house.practice,
                actor=visit.actor,
                round_id=result.card.round_id,
                line=line.id,
                counts=st.session_state.get(f"{key}_counts") == "counts",
                reason=st.session_state.get(f"{key}_reason", ""),
            )
        except LmsError as error:
            st.session_state[f"{_FAILED}_{line.id}"] = visit.tr.error(error)
            return
        st.session_state[_SENT] = visit.gettext("Kept. It holds for exams that begin from now on.")
        st.session_state[f"{key}_reason"] = ""

    names = {"counts": _("Counts all the same"), "aside": _("Stays set aside")}
    if line.part == "total":
        names = {"counts": _("Exams may begin all the same"), "aside": _("Exams stay held back")}
    with st.expander(_("Decide"), icon=":material/gavel:", key=key, on_change="rerun"):
        st.segmented_control(
            _("In exams that begin from now on"),
            list(names),
            key=f"{key}_counts",
            default="aside",
            required=True,
            format_func=names.__getitem__,
        )
        st.text_area(
            _("Why, for whoever asks later"), key=f"{key}_reason", max_chars=LONGEST, height="content"
        )
        failed = st.session_state.pop(f"{_FAILED}_{line.id}", None)
        if failed:
            st.error(failed, icon=":material/error:")
        st.button(_("Keep this decision"), key=f"{key}_send", on_click=send)
