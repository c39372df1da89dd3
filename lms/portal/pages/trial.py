"""Whether one scenario is fit to be rehearsed, and what becomes of it when it is tried?

A page of its own and no view of the list: to turn to the page one is on leaves the address as it was.
"""

from lms.authoring import read_trial
from lms.platform.i18n import as_locale
from lms.portal.components.trials_detail import trial_findings, trial_head, trial_run, trial_scores
from lms.portal.components.trials_sample import trial_sample
from lms.portal.links import asked_for
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page for the scenario in the address."""
    visit = require_visit()
    locale = as_locale(asked_for("written"), visit.tr.locale)
    row = read_trial(visit.house.trials, actor=visit.actor, slug=asked_for("scenario"), locale=locale)
    scenario = visit.house.catalogue.scenario(row.card.slug, locale, row.card.version)
    trial_head(visit, row)
    trial_findings(visit, row)
    trial_run(visit, row)
    trial_scores(visit, row, scenario)
    trial_sample(visit, row)
