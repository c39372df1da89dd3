"""What would have helped most, to say or to reach, each with words for it; and what was done well."""

from collections.abc import Callable

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.coach import who_wrote
from lms.portal.components.criteria import criterion_name
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import BETTER
from lms.portal.components.theme import CARD
from lms.practice.views import AttemptView
from scenarios.state import spoken
from scoring.assessment import Assessment
from scoring.coaching import Suggestion, done_well, joined, suggestions
from scoring.schema import Rubric

_SHOWN = 160
"""Characters of what was said that a card repeats; the whole stands in the transcript below."""


def better_words(
    tr: Translator,
    view: AttemptView,
    assessment: Assessment,
    rubric: Rubric,
    *,
    go_back: Callable[[int], None] | None,
) -> None:
    """Draw up to three suggestions; where there is none to make, the objectives that were not reached.

    Where a model writes, its words take the place of the authors' as soon as they are there.

    Args:
        tr: the reader's language.
        view: the attempt.
        assessment: its marks.
        rubric: what they rest on.
        go_back: goes on from a trainee's turn with another reply; none where that is not the reader's to do.
    """
    _ = tr.gettext
    authored = suggestions(
        assessment, view.transcript, rubric, view.scenario, progress=view.progress, reading=view.reading
    )
    written = view.coaching.advice if view.coaching is not None else ()
    found = joined(authored, written, assessment, rubric)
    if found:
        st.subheader(
            tr.ngettext(
                "The most useful thing to say differently",
                "The {count} most useful things to say differently",
                len(found),
            ).format(count=len(found)),
            anchor=False,
        )
    else:
        _nothing_to_say_differently(tr, view)
    for place, suggestion in enumerate(found):
        _one(tr, view, rubric, suggestion, place=place, go_back=go_back)
    who_wrote(tr, view, found)
    well = done_well(assessment, view.transcript, rubric, found, view.scenario, reading=view.reading)
    if well is not None:
        criterion, evidence = well
        st.markdown(f"**{_('Done well')}**")
        name = criterion_name(tr, rubric, criterion)
        st.text(_("{what}: “{quote}”").format(what=name, quote=_short(evidence.quote)))


def _nothing_to_say_differently(tr: Translator, view: AttemptView) -> None:
    """What is left when every word was right: the objectives still to reach, each with its hint."""
    _ = tr.gettext
    open_still = [o for o in view.scenario.objectives if o.id not in view.state.objectives]
    if open_still:
        st.subheader(
            tr.ngettext(
                "Well said; one thing is still to be reached",
                "Well said; {count} things are still to be reached",
                len(open_still),
            ).format(count=len(open_still)),
            anchor=False,
        )
    elif view.card.wanted:
        st.subheader(_("Nothing that was called for is missing"), anchor=False)
    else:
        st.subheader(_("Well said; only the good end is missing"), anchor=False)
    for place, objective in enumerate(open_still):
        with st.container(key=f"{CARD}-open-{place}", gap="small"):
            st.markdown(f"**{place + 1} · {plain(objective.text)}**")
            with st.container(key=f"{BETTER}-open-{place}"):
                st.text(_("Next time: {hint}").format(hint=objective.hint))


def _one(
    tr: Translator,
    view: AttemptView,
    rubric: Rubric,
    suggestion: Suggestion,
    *,
    place: int,
    go_back: Callable[[int], None] | None,
) -> None:
    _, turn = tr.gettext, suggestion.turn
    with st.container(key=f"{CARD}-better-{place}", gap="small"):
        st.markdown(f"**{place + 1} · {_about(tr, view, rubric, suggestion)}**")
        if turn is not None:
            with st.container(key=f"quiet-better-{place}", gap=None):
                if turn and view.turns[turn - 1].speaker == "customer":
                    heard = _short(spoken(view.turns[turn - 1].text))
                    st.text(_("Customer: {words}").format(words=heard))
                st.text(_("You said: {words}").format(words=_short(view.turns[turn].text)))
        with st.container(key=f"{BETTER}-{place}"):
            st.text(_("Better: {words}").format(words=suggestion.say))
        st.text(suggestion.why)
        if turn is not None and go_back is not None:
            st.button(
                _("Go back to this moment"),
                key=f"back_{place}",
                icon=":material/replay:",
                on_click=go_back,
                args=(turn,),
            )


def _about(tr: Translator, view: AttemptView, rubric: Rubric, suggestion: Suggestion) -> str:
    """What a suggestion would have met: a criterion by its name, an objective in the scenario's words."""
    if not suggestion.objective:
        return criterion_name(tr, rubric, suggestion.criterion)
    aims = {objective.id: objective.text for objective in view.scenario.objectives}
    return plain(aims.get(suggestion.objective, suggestion.objective))


def _short(words: str) -> str:
    whole = " ".join(words.split())
    return whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
