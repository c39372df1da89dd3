"""The last full run, as it comes with the product: the whole library, nothing found, room for the sample of CI."""

from __future__ import annotations

from lms.authoring.shipped import TABLE, read_shipped
from scenarios.loader import load, locales_of, slugs
from scoring.schema import load_rubric
from scoring.trials import ODD, TRAINEES

RUN = read_shipped()
AGAIN = "run `lms scenario check --seeds 50 --report docs/trials`"


def test_every_scenario_of_the_library_stands_in_it() -> None:
    library = {(slug, locale) for slug in slugs() for locale in locales_of(slug)}
    assert set(RUN.summaries) == library, AGAIN
    table = (TABLE.parent / "trials.md").read_text(encoding="utf-8")
    assert [place for place in sorted(library) if "| {} | {} |".format(*place) not in table] == [], AGAIN


def test_every_trainee_has_played_and_nothing_was_found() -> None:
    for place, summary in RUN.summaries.items():
        assert [tally.trainee for tally in summary.tallies] == list(TRAINEES), place
        assert summary.notes == (), place


ROOM, ROOM_IN_THE_EASIEST = 20, 10
"""Marks below the pass mark at which a trainee who must not pass stays, whatever the seed.

In a scene of difficulty 1 little can go wrong: most of what applies is manners, and questions alone have them.
"""


def test_no_seed_brings_an_odd_trainee_near_a_pass() -> None:
    """CI plays them with one seed: what fifty seeds keep well below the bar, one does not lift over it."""
    for (slug, locale), summary in RUN.summaries.items():
        scenario = load(slug, locale)
        room = ROOM_IN_THE_EASIEST if scenario.difficulty == 1 else ROOM
        pass_mark = load_rubric(scenario.rubric).pass_mark
        for tally in summary.tallies:
            if tally.trainee in ODD:
                assert tally.span[1] <= pass_mark - room, (slug, locale, tally.trainee)
                assert tally.passed == 0, (slug, locale, tally.trainee)


def test_seeds_do_not_decide_whether_the_good_trainee_wins_or_the_bad_one_loses() -> None:
    """CI plays a scenario's own trainees with five seeds: what all seeds agree on is seen by any."""
    for place, summary in RUN.summaries.items():
        good, _average, bad = summary.tallies[:3]
        assert good.passed == good.wanted == good.times, place
        assert bad.passed == bad.wanted == 0, place
