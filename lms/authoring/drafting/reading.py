"""Reading drafts: each language as it was typed, why it cannot be read where it cannot, what its last check found."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.authoring.drafting.checking import Checked
from lms.authoring.drafting.making import Labels
from lms.authoring.tables import ScenarioDraft, ScenarioDraftText
from lms.feedback.cases.standing import readable
from lms.people import Action, Actor, PersonCard, may, people_within, require
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from scenarios.content_file import FileError
from scenarios.loader import in_its_place, read_scenario
from scenarios.schema import Scenario
from scenarios.transcript import LOCALES, Locale
from scoring.trials import Note as Found

NO_DRAFT = mark("There is no such draft.")
CANNOT_BE_READ = mark("The draft cannot be read yet. Mend the line that is named above, and save.")

Locales = Mapping[Locale, str]


@dataclass(frozen=True)
class Fault:
    """Why a language of a draft cannot be read: the line and field, and what to write instead."""

    line: int
    field: str
    problem: str


@dataclass(frozen=True)
class DraftCard:
    """A draft in a list.

    Attributes:
        title: in each language, as far as it can be read.
        sound: whether the last check of these very texts found nothing; none where they were not checked.
    """

    draft_id: str
    slug: str
    base: str
    cause: str
    title: Locales
    made_by: PersonCard
    made_at: datetime
    sound: bool | None
    published_at: datetime | None


@dataclass(frozen=True)
class DraftView:
    """A draft to be edited.

    Attributes:
        labels: what the case was found to be.
        left_out: what of the cause did not go with the scenario it begins from.
        model: who wrote some of its words; none where rules alone did.
        texts: YAML by language; ``revisions`` which one each is.
        faults: why a language cannot be read.
        found: what the last check of these very texts found; none where they were not checked.
    """

    card: DraftCard
    labels: Labels
    left_out: tuple[str, ...]
    model: str | None
    texts: Locales
    revisions: Mapping[Locale, int]
    faults: Mapping[Locale, Fault]
    found: Mapping[Locale, Checked] | None


def draft_of_case(context: Context, *, actor: Actor, case_id: str) -> DraftCard | None:
    """The draft that was made of a case; none where none was.

    Raises:
        NotFound: there is no such case for this actor.
    """
    with context.database.reading() as connection:
        readable(connection, actor, case_id)
        draft_id = draft_id_of(connection, case_id)
        return None if draft_id is None else view_of(connection, draft_id).card


def list_drafts(context: Context, *, actor: Actor) -> tuple[DraftCard, ...]:
    """All drafts, those not published first, the newest first.

    Raises:
        Forbidden: the actor edits none.
    """
    require(actor, Action.EDIT_DRAFTS)
    query = select(col(ScenarioDraft.id)).order_by(
        col(ScenarioDraft.published_at).is_not(None), col(ScenarioDraft.made_at).desc()
    )
    with context.database.reading() as connection:
        return tuple(view_of(connection, one).card for one in connection.execute(query).scalars().all())


def drafts_waiting(context: Context, *, actor: Actor) -> int:
    """How many drafts wait to be published; 0 for whoever edits none."""
    if not may(actor, Action.EDIT_DRAFTS):
        return 0
    waiting = select(func.count()).where(col(ScenarioDraft.published_at).is_(None))
    with context.database.reading() as connection:
        return int(connection.execute(waiting).scalar_one())


def read_draft(context: Context, *, actor: Actor, draft_id: str) -> DraftView:
    """A draft to be edited.

    Raises:
        Forbidden: the actor edits none.
        NotFound: there is none.
    """
    require(actor, Action.EDIT_DRAFTS)
    with context.database.reading() as connection:
        return view_of(connection, draft_id)


def view_of(connection: Connection, draft_id: str) -> DraftView:
    """A draft, inside a transaction.

    Raises:
        NotFound: there is none.
    """
    draft = connection.execute(select(ScenarioDraft).where(col(ScenarioDraft.id) == draft_id)).one_or_none()
    if draft is None:
        raise NotFound(NO_DRAFT)
    rows = {
        row.locale: row
        for row in connection.execute(
            select(ScenarioDraftText).where(col(ScenarioDraftText.draft_id) == draft_id)
        )
    }
    texts: dict[Locale, str] = {locale: rows[locale].text for locale in LOCALES}
    read = {locale: _tried(draft.slug, locale, text) for locale, text in texts.items()}
    found = None
    if draft.checked is not None and draft.checked["digest"] == digest_of(texts):
        found = {locale: _kept(draft.checked["found"][locale]) for locale in LOCALES}
    card = DraftCard(
        draft.id,
        draft.slug,
        draft.base,
        draft.cause,
        {locale: one.title for locale, one in read.items() if isinstance(one, Scenario)},
        people_within(connection, [draft.made_by])[draft.made_by],
        draft.made_at,
        None if found is None else all(one.sound for one in found.values()),
        draft.published_at,
    )
    return DraftView(
        card,
        Labels(draft.cause, draft.business or "", draft.segment or "", draft.severity or "", ()),
        tuple(draft.left_out),
        draft.model,
        texts,
        {locale: rows[locale].revision for locale in LOCALES},
        {locale: one for locale, one in read.items() if isinstance(one, Fault)},
        found,
    )


def scenarios_of(view: DraftView) -> dict[Locale, Scenario]:
    """The scenario in each language.

    Raises:
        Refused: one cannot be read.
    """
    if view.faults:
        raise Refused(CANNOT_BE_READ)
    read = {locale: _tried(view.card.slug, locale, text) for locale, text in view.texts.items()}
    return {locale: one for locale, one in read.items() if isinstance(one, Scenario)}


def _tried(slug: str, locale: Locale, text: str) -> Scenario | Fault:
    file = f"scenario.{locale}.yaml"
    try:
        return in_its_place(read_scenario(text, file=file), slug, locale, file=file)
    except FileError as error:
        return Fault(error.line, error.field, error.problem)


def digest_of(texts: Locales) -> str:
    """By which the very texts that were checked are known again."""
    return hashlib.sha256("\x00".join(texts[locale] for locale in LOCALES).encode()).hexdigest()


def _kept(found: Mapping[str, Any]) -> Checked:
    notes = tuple(Found.from_json(one) for one in found["notes"])
    advice = tuple((str(criterion), str(say)) for criterion, say in found["advice"])
    return Checked(notes, advice, found["failure"])


def draft_id_of(connection: Connection, case_id: str) -> str | None:
    """The draft of a case, inside a transaction."""
    return connection.execute(
        select(col(ScenarioDraft.id)).where(col(ScenarioDraft.case_id) == case_id)
    ).scalar()
