"""Competencies to read: where one is in each, what its levels look like, and what that rests on."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from lms.catalogue.teaching.competencies import load_evidence_map, load_framework
from lms.learning import CompetencyView, Ground
from lms.platform.i18n import Translator, mark
from lms.portal.components.competence_chart import observations, stage_name
from lms.portal.components.criteria import criterion_name
from lms.portal.components.path_css import STATION
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.components.terms import COMPETENCIES, term
from lms.portal.links import link
from lms.portal.visit import Visit
from scoring.schema import load_rubric

SHOWN = 30
"""Pieces shown at once; the older ones are folded away."""
_LITTLE = 0.005
_WHERE = {
    (True, False): mark("You are here."),
    (False, True): mark("This is what you need."),
    (True, True): mark("You are here, and this is what you need."),
}


def competence_list(visit: Visit, views: Sequence[CompetencyView], *, mine: bool) -> None:
    """An entry for each competency; one's own leads to what it rests on."""
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"list-competencies-{len(views)}"):
        for view in views:
            name = plain(term(tr, COMPETENCIES, view.competency))
            with st.container(key=f"{ENTRY}-{view.competency}", gap=None):
                if mine:
                    link("competency", name, of=view.competency)
                else:
                    st.markdown(f"**{name}**")
                with st.container(key=f"quiet-{view.competency}"):
                    st.text(facts(*_said(visit, view)))


def levels(visit: Visit, view: CompetencyView) -> None:
    """What each level looks like at work; where one is, and what one needs."""
    tr = visit.tr
    described = load_framework(tr.locale).of(view.competency)
    with st.container(key="trail-levels"):
        for stage, level in enumerate(described.levels, 1):
            shape = "next" if stage == view.stage else "done" if stage < view.stage else "open"
            here, needed = stage == view.stage, stage == view.needed
            with st.container(key=f"{STATION}-{shape}-{stage}"):
                st.markdown(f"**{plain(stage_name(tr, stage))}**")
                if here or needed:
                    with st.container(key=f"quiet-where-{stage}"):
                        st.text(visit.gettext(_WHERE[here, needed]))
                for does in level.does:
                    st.text(f"· {does}")


def grounds(visit: Visit, found: Sequence[Ground]) -> None:
    """Each visit or question with what was seen in it: when, what came of it, and how it counts."""
    _ = visit.gettext
    if not found:
        st.text(
            _("Nothing yet. Visits you close, quizzes you hand in and your mentor's signature count here.")
        )
        return
    together = [tuple(group) for _ref, group in groupby(found, key=_occasion)]
    with st.container(key="list-grounds"):
        for place, group in enumerate(together[:SHOWN]):
            _ground(visit, group, place)
    if len(together) > SHOWN:
        older = _("{count} older ones").format(count=len(together) - SHOWN)
        with st.container(key=f"{ASIDE}-older"), st.expander(older), st.container(key="list-older"):
            for place, group in enumerate(together[SHOWN:], SHOWN):
                _ground(visit, group, place)


def _occasion(ground: Ground) -> str:
    """What of one occasion stands together: a visit; else each piece stands for itself."""
    piece = ground.footing.evidence
    return piece.ref.partition("#")[0] if piece.kind == "criterion" else piece.ref


def _said(visit: Visit, view: CompetencyView) -> list[str]:
    tr, _ = visit.tr, visit.gettext
    said = [stage_name(tr, view.stage)]
    if view.needed is not None:
        said.append(_("needed: {level}").format(level=stage_name(tr, view.needed)))
    if view.awaits_word:
        said.append(_("a mentor's signature leads there, no drill does"))
    if view.mastery.last_at is not None:
        said.append(observations(tr, view.mastery.n))
        said.append(_("last {when}").format(when=tr.ago(view.mastery.last_at, visit.house.context.now())))
    return said


def _ground(visit: Visit, group: Sequence[Ground], place: int) -> None:
    tr, piece = visit.tr, group[0].footing.evidence
    with st.container(key=f"{ENTRY}-ground-{place}", gap=None):
        if piece.kind == "criterion":
            titles = visit.house.catalogue.titles(tr.locale)
            title = titles.get(group[0].source, tr.gettext("Conversation"))
            link("debrief", plain(title), attempt=piece.ref.partition("#")[0])
            for one in group:
                kept = one.footing.evidence
                said = _criterion(tr, kept.ref.partition("#")[2], kept=kept.outcome)
                st.text(f"{said} · {_counts(tr, one)}")
        else:
            _taught(visit, group[0])
        with st.container(key=f"quiet-ground-{place}"):
            st.text(tr.ago(piece.at, visit.house.context.now()))


def _taught(visit: Visit, ground: Ground) -> None:
    """A question of a quiz or of the daily review, or a signature."""
    _, piece = visit.gettext, ground.footing.evidence
    shelf = visit.house.learning.shelves.shelf(visit.tr.locale)
    course = shelf.courses.get(ground.source)
    title = plain(course.title if course else ground.source)
    if piece.kind == "observation":
        link("observation", _("Seen at work"), id=piece.ref.partition("#")[0])
        said = _criterion(visit.tr, piece.ref.partition("#")[2], kept=piece.outcome)
        st.text(f"{said} · {_counts(visit.tr, ground)}")
        return
    if piece.kind == "sign_off":
        st.markdown("**" + _("Signed by your mentor: {course}").format(course=title) + "**")
        said = _("can do it") if piece.outcome else _("something is still missing")
        st.text(f"{said} · {_counts(visit.tr, ground)}")
        return
    of_quiz = piece.ref.partition("#")[2]
    where = _("Quiz: {course}") if of_quiz else _("Daily review: {course}")
    st.markdown(f"**{where.format(course=title)}**")
    known = shelf.items().get(of_quiz or piece.ref.partition("@")[0])
    if known:
        st.text(known[1].question)
    right = _("Right.") if piece.outcome else _("Not right this time.")
    st.text(f"{right} {_counts(visit.tr, ground)}")


def _criterion(tr: Translator, criterion: str, *, kept: bool) -> str:
    _ = tr.gettext
    if criterion == "ending":
        return _("✓ the visit ended as it should") if kept else _("✗ the visit did not end as it should")
    name = criterion_name(tr, load_rubric(load_evidence_map().rubric), criterion)
    return (_("✓ met: {what}") if kept else _("✗ not met: {what}")).format(what=name)


def _counts(tr: Translator, ground: Ground) -> str:
    """How a piece counts: which way it moved the level when it came, and its share in it today where that tells."""
    _, moved, share = tr.gettext, ground.footing.moved, ground.footing.share
    way = _("raised your level") if moved > 0 else _("lowered your level")
    if share < _LITTLE:
        return way
    return f"{way} · " + _("counts for {percent} today").format(percent=tr.percent(share))
