"""The catalogue as pages read it: cards from memory, scenarios parsed once."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.catalogue.cards import ScenarioCard
from lms.catalogue.publishing import SCENARIO
from lms.catalogue.tables import CatalogueEntry
from lms.platform.context import Context
from lms.platform.errors import NotFound
from scenarios.schema import Scenario
from scenarios.transcript import Locale

LOOKS_AGAIN_S = 5.0
MOST_PARSED = 256

_Stamp = tuple[int, int, str | None]


@dataclass(frozen=True)
class _Index:
    """All cards that can be begun, by language and slug, easiest first."""

    stamp: _Stamp
    cards: dict[Locale, dict[str, ScenarioCard]]


class Catalogue:
    """Published scenarios. One a process, safe to share: remembers cards, and the scenarios used last.

    What another process publishes is seen within ``LOOKS_AGAIN_S`` seconds.
    """

    def __init__(self, context: Context) -> None:
        """Start with nothing remembered."""
        self._context = context
        self._lock = threading.Lock()
        self._index: _Index | None = None
        self._looked_at = 0.0
        self._parsed: OrderedDict[tuple[str, str, int], Scenario] = OrderedDict()
        self._situations: dict[Locale, tuple[_Stamp | None, dict[str, str]]] = {}

    def scenario_cards(
        self,
        locale: Locale,
        *,
        segments: Collection[str] = (),
        competencies: Collection[str] = (),
        difficulties: Collection[int] = (),
        jobs: Collection[str] = (),
        words: str = "",
    ) -> tuple[ScenarioCard, ...]:
        """The scenarios one can begin, easiest first.

        Args:
            locale: the language; a scenario that is not written in it is not shown.
            segments: any of these segments; empty for all.
            competencies: any of these competencies; empty for all.
            difficulties: any of these difficulties, 1 to 5; empty for all.
            jobs: for any of these jobs; empty for all.
            words: every one of these words stands in title, summary or the customer's name.
        """
        sought = words.casefold().split()
        return tuple(
            card
            for card in self._cards(locale).values()
            if (not segments or card.segment in segments)
            and (not competencies or not set(competencies).isdisjoint(card.competencies))
            and (not difficulties or card.difficulty in difficulties)
            and (not jobs or not set(jobs).isdisjoint(card.jobs))
            and (not sought or all(word in _read_together(card) for word in sought))
        )

    def card(self, slug: str, locale: Locale) -> ScenarioCard:
        """The newest published version of a scenario.

        Raises:
            NotFound: there is none in this language, or it was withdrawn.
        """
        card = self._cards(locale).get(slug)
        if card is None:
            raise NotFound("There is no such scenario in this language.")
        return card

    def titles(self, locale: Locale) -> dict[str, str]:
        """The title of every scenario one can begin, by slug."""
        return {slug: card.title for slug, card in self._cards(locale).items()}

    def situations(self, locale: Locale) -> Mapping[str, str]:
        """What is written of the situation of every scenario one can begin, by slug; for a search.

        The texts are read when somebody searches first, and again after a publication.
        """
        cards, stamp = self._cards(locale), self._index.stamp if self._index else None
        known = self._situations.get(locale)
        if known is None or known[0] != stamp:
            found = _read_situations(self._context, locale, cards)
            known = self._situations[locale] = (stamp, found)
        return known[1]

    def scenario(self, slug: str, locale: Locale, version: int | None = None) -> Scenario:
        """A published scenario, whole: a pinned version, or the newest.

        Raises:
            NotFound: there is none.
        """
        if version is None:
            version = self.card(slug, locale).version
        place = (slug, locale, version)
        with self._lock:
            known = self._parsed.get(place)
            if known is not None:
                self._parsed.move_to_end(place)
                return known
        scenario = self._read(slug, locale, version)
        with self._lock:
            self._parsed[place] = scenario
            while len(self._parsed) > MOST_PARSED:
                self._parsed.popitem(last=False)
        return scenario

    def refresh(self) -> None:
        """Look at the database again at the next question."""
        with self._lock:
            self._looked_at = 0.0

    def _read(self, slug: str, locale: Locale, version: int) -> Scenario:
        with self._context.database.reading() as connection:
            body = connection.execute(
                select(col(CatalogueEntry.body)).where(
                    col(CatalogueEntry.kind) == SCENARIO,
                    col(CatalogueEntry.slug) == slug,
                    col(CatalogueEntry.locale) == locale,
                    col(CatalogueEntry.version) == version,
                )
            ).scalar()
        if body is None:
            raise NotFound("There is no such scenario in this language.")
        return Scenario.model_validate_json(body)

    def _cards(self, locale: Locale) -> dict[str, ScenarioCard]:
        index = self._index
        if index is None or time.monotonic() - self._looked_at > LOOKS_AGAIN_S:
            index = self._look_again(index)
        return index.cards.get(locale, {})

    def _look_again(self, known: _Index | None) -> _Index:
        with self._context.database.reading() as connection:
            stamp = _stamp(connection)
            if known is None or known.stamp != stamp:
                known = _Index(stamp, _read_cards(connection))
        with self._lock:
            self._index, self._looked_at = known, time.monotonic()
        return known


def _stamp(connection: Connection) -> _Stamp:
    """Changes with every publication and withdrawal."""
    entries, withdrawn, newest = connection.execute(
        select(
            func.count(), func.count(col(CatalogueEntry.withdrawn_at)), func.max(col(CatalogueEntry.id))
        ).where(col(CatalogueEntry.kind) == SCENARIO)
    ).one()
    return entries, withdrawn, newest


def _read_cards(connection: Connection) -> dict[Locale, dict[str, ScenarioCard]]:
    rows = connection.execute(
        select(
            col(CatalogueEntry.slug),
            col(CatalogueEntry.locale),
            col(CatalogueEntry.card),
            col(CatalogueEntry.withdrawn_at),
        )
        .where(col(CatalogueEntry.kind) == SCENARIO)
        .order_by(col(CatalogueEntry.version))
    )
    newest = {(row.slug, row.locale): row for row in rows}
    cards = [ScenarioCard.from_json(row.card) for row in newest.values() if row.withdrawn_at is None]
    cards.sort(key=lambda card: (card.difficulty, card.slug))
    found: dict[Locale, dict[str, ScenarioCard]] = {}
    for card in cards:
        found.setdefault(card.locale, {})[card.slug] = card
    return found


def _read_situations(context: Context, locale: Locale, cards: Mapping[str, ScenarioCard]) -> dict[str, str]:
    query = select(col(CatalogueEntry.slug), col(CatalogueEntry.version), col(CatalogueEntry.body)).where(
        col(CatalogueEntry.kind) == SCENARIO, col(CatalogueEntry.locale) == locale
    )
    with context.database.reading() as connection:
        # One after the other: a text is long, and only two sentences of it are kept.
        return {
            row.slug: json.loads(row.body)["brief"]["situation"]
            for row in connection.execute(query)
            if row.slug in cards and cards[row.slug].version == row.version
        }


def _read_together(card: ScenarioCard) -> str:
    return f"{card.title} {card.summary} {card.customer}".casefold()
