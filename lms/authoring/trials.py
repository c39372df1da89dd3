"""Trying scenarios out: how each does, what is being played, and one conversation to read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from lms.authoring import trial_rows
from lms.authoring.edition import rules_edition
from lms.authoring.sampling import Sample
from lms.authoring.trial_room import TrialRoom
from lms.authoring.trial_rows import Finished, Run
from lms.catalogue import ScenarioCard
from lms.people import Action, Actor, require
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from scenarios.transcript import LOCALES, Locale
from scoring.trials import TRAINEES, Summary

SEEDS = (5, 20, 50)
"""How often each trainee may be played: a first look, a look before publishing, and as thoroughly as the table."""

MOST_SEED = 9_999
"""The largest seed a conversation can be read with."""

_BAD_SEEDS = mark("A scenario can be tried with {choices} seeds.")


@dataclass(frozen=True)
class TrialRow:
    """How one scenario in one language does.

    Attributes:
        summary: what came of its trials; none while nobody has tried it.
        played_on: the day, in the bank's time zone.
        shipped: the trials came with the product and were not played here.
        outdated: the scenario has been changed since.
        waiting: trials are being played, or wait their turn.
    """

    card: ScenarioCard
    summary: Summary | None
    played_on: date | None
    shipped: bool
    outdated: bool
    waiting: bool

    @property
    def sound(self) -> bool:
        """Whether it was tried as it is, and nothing was found."""
        return self.summary is not None and not self.outdated and not self.summary.notes

    @property
    def needs_mending(self) -> bool:
        """Whether something was found in it as it is."""
        return self.summary is not None and not self.outdated and bool(self.summary.notes)


def list_trials(
    room: TrialRoom, *, actor: Actor, locales: Collection[Locale] = LOCALES
) -> tuple[TrialRow, ...]:
    """Every scenario in every language: what needs mending first, then what was never tried as it is.

    Raises:
        Forbidden: the actor does not try scenarios.
    """
    require(actor, Action.TRY_SCENARIOS)
    cards = [card for locale in locales for card in room.catalogue.scenario_cards(locale)]
    with room.context.database.reading() as connection:
        finished = trial_rows.read_finished(connection)
        waiting = trial_rows.read_open_places(connection, rules=rules_edition())
    if waiting:
        room.worker.wake()
    rows = _rows(room, cards, finished, waiting)
    rows.sort(key=_order)
    return tuple(rows)


def read_trial(room: TrialRoom, *, actor: Actor, slug: str, locale: Locale) -> TrialRow:
    """How one scenario in one language does.

    Raises:
        Forbidden: the actor does not try scenarios.
        NotFound: there is no such scenario in this language.
    """
    require(actor, Action.TRY_SCENARIOS)
    card = room.catalogue.card(slug, locale)
    with room.context.database.reading() as connection:
        finished = trial_rows.read_finished(connection, slug=slug, locale=locale)
        waiting = trial_rows.read_open_places(connection, rules=rules_edition())
    return _rows(room, [card], finished, waiting)[0]


def ask_for_trials(room: TrialRoom, *, actor: Actor, slug: str, locale: Locale, seeds: int) -> None:
    """Have all trainees play a scenario, in the background; what was played already is not played again.

    Raises:
        Forbidden: the actor does not try scenarios.
        NotFound: there is no such scenario in this language.
        Refused: not a number of seeds that is offered.
    """
    require(actor, Action.TRY_SCENARIOS)
    if seeds not in SEEDS:
        raise Refused(_BAD_SEEDS, choices=", ".join(map(str, SEEDS)))
    card = room.catalogue.card(slug, locale)
    try:
        with room.context.database.transaction() as connection:
            trial_rows.ask_for(
                connection,
                card,
                rules=rules_edition(),
                seeds=seeds,
                asked_by=actor.person_id,
                now=room.context.now(),
            )
    except IntegrityError:
        # Somebody asked for the same in this very moment: it is being played already.
        pass
    room.worker.wake()


def trial_progress(room: TrialRoom, *, actor: Actor, slug: str, locale: Locale) -> Run | None:
    """The run of a scenario as it is now; none when nobody here asked for one.

    A run that was interrupted goes on: whoever looks wakes the worker.

    Raises:
        Forbidden: the actor does not try scenarios.
        NotFound: there is no such scenario in this language.
    """
    require(actor, Action.TRY_SCENARIOS)
    card = room.catalogue.card(slug, locale)
    with room.context.database.reading() as connection:
        run = trial_rows.read_run(
            connection,
            slug=slug,
            locale=locale,
            text=card.hash,
            rules=rules_edition(),
            now=room.context.now(),
        )
    if run is not None and run.open and not run.playing:
        room.worker.wake()
    return run


def read_sample(
    room: TrialRoom, *, actor: Actor, slug: str, locale: Locale, trainee: str, seed: int
) -> Sample:
    """One trainee's conversation with the scenario as it is now: the same for the same seed.

    Raises:
        Forbidden: the actor does not try scenarios.
        NotFound: there is no such scenario in this language, or no such trainee.
    """
    require(actor, Action.TRY_SCENARIOS)
    if trainee not in TRAINEES or not 0 <= seed <= MOST_SEED:
        raise NotFound("There is no such conversation: choose a trainee, and a seed from 0 to 9999.")
    card = room.catalogue.card(slug, locale)
    scenario = room.catalogue.scenario(slug, locale, card.version)
    return room.sample(scenario, card.version, trainee, seed)


def _rows(
    room: TrialRoom,
    cards: Collection[ScenarioCard],
    finished: Collection[Finished],
    waiting: Collection[tuple[str, str]],
) -> list[TrialRow]:
    shipped, edition = room.shipped(), rules_edition()
    runs: dict[tuple[str, str], list[Finished]] = {}
    for run in finished:
        runs.setdefault((run.slug, run.locale), []).append(run)
    chosen: dict[tuple[str, str], Finished] = {}
    for card in cards:
        place = (card.slug, card.locale)
        there = shipped.summaries.get(place)
        best = _best(runs.get(place, []), card, edition, shipped_text=there.text if there else None)
        if best is not None:
            chosen[place] = best
    summaries = room.summaries(chosen.values())
    rows = []
    for card in cards:
        place = (card.slug, card.locale)
        here = chosen.get(place)
        summary = summaries[here.run_id] if here else shipped.summaries.get(place)
        zone = room.context.settings.zone
        day = here.at.astimezone(zone).date() if here else shipped.played_on
        rows.append(
            TrialRow(
                card=card,
                summary=summary,
                played_on=day if summary else None,
                shipped=summary is not None and here is None,
                outdated=summary is not None and summary.text != card.hash,
                waiting=place in waiting,
            )
        )
    return rows


def _best(
    runs: Collection[Finished], card: ScenarioCard, edition: str, *, shipped_text: str | None
) -> Finished | None:
    """The run that says most of a scenario as it is now; none when the shipped one says more."""
    as_it_is = [run for run in runs if run.text == card.hash]
    now = next((run for run in as_it_is if run.rules == edition), None)
    if now is not None or shipped_text == card.hash:
        return now
    return next(iter(as_it_is or runs), None)


def _order(row: TrialRow) -> tuple[int, int, str, int]:
    urgency = 0 if row.needs_mending else 2 if row.sound else 1
    return urgency, row.card.difficulty, row.card.slug, LOCALES.index(row.card.locale)
