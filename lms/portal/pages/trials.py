"""Whether scenarios are fit to be rehearsed: which need mending, and what becomes of one when it is tried?"""

import streamlit as st

from lms.authoring import list_trials, read_trial
from lms.platform.i18n import as_locale
from lms.portal.components.trials_detail import trial_findings, trial_head, trial_run, trial_scores
from lms.portal.components.trials_list import trials_entries, trials_filters, trials_outline
from lms.portal.components.trials_sample import trial_sample
from lms.portal.links import asked_for
from lms.portal.visit import Visit, require_visit


def page() -> None:
    """Draw the page: all scenarios, or the one in the address."""
    visit = require_visit()
    if asked_for("scenario"):
        _one(visit, asked_for("scenario"))
    else:
        _all(visit)


def _all(visit: Visit) -> None:
    tr, _ = visit.tr, visit.gettext
    st.title(_("Scenario check"), anchor=False)
    rows = list_trials(visit.house.trials, actor=visit.actor)
    if not rows:
        st.text(_("There are no scenarios yet."))
        return
    trials_outline(tr, rows)
    sought = trials_filters(tr, rows)
    found = [row for row in rows if sought.fits(row)]
    if not found:
        st.text(_("No scenario fits. Take one of the filters away."))
        return
    trials_entries(tr, found)


def _one(visit: Visit, slug: str) -> None:
    locale = as_locale(asked_for("written"), visit.tr.locale)
    row = read_trial(visit.house.trials, actor=visit.actor, slug=slug, locale=locale)
    scenario = visit.house.catalogue.scenario(slug, locale, row.card.version)
    trial_head(visit, row)
    trial_findings(visit, row)
    trial_run(visit, row)
    trial_scores(visit, row, scenario)
    trial_sample(visit, row)
