"""A scenario draft of a case whose finding stands: by rule, and with a model's own words where one is configured."""

from collections.abc import Mapping
from typing import Any

import yaml
from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.authoring.drafting.checking import objective_is_met
from lms.authoring.drafting.enriching import told_by
from lms.authoring.drafting.making import LAYERS, Labels, Layer, drafted, nearest
from lms.authoring.drafting.reading import draft_id_of
from lms.authoring.tables import ScenarioDraft, ScenarioDraftText
from lms.catalogue import Catalogue
from lms.feedback.cases.standing import about, readable
from lms.feedback.classification.labels import CAUSES
from lms.feedback.findings.tables import FeedbackFinding
from lms.people import Action, Actor, Deed, Note, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.llm import OpenAIChatModel, model_at
from lms.platform.privacy import mask
from lms.practice.connections import current_endpoint
from lms.practice.spending import book
from scenarios.chat_model import StructuredModel, Usage
from scenarios.schema import Scenario
from scenarios.transcript import LOCALES, Locale

NO_FINDING = mark("First say whose doing it was: a case becomes a scenario once its finding stands.")
NO_BASE = mark("The library has no scenario in both languages to begin from. Publish one first.")


def writer_of(context: Context) -> OpenAIChatModel | None:
    """The model that may write words of drafts: that of advice; none where none is configured."""
    endpoint = current_endpoint(context, "coach")
    return None if endpoint is None else model_at(endpoint, context.settings)


def draft_case(
    context: Context,
    catalogue: Catalogue,
    *,
    actor: Actor,
    case_id: str,
    model: StructuredModel | None = None,
) -> str:
    """Make a scenario draft of a case, once; the draft's id.

    Raises:
        NotFound: there is no such case for this actor.
        Forbidden: the actor makes none.
        Refused: the case has no finding yet, or the library nothing to begin from.
    """
    with context.database.reading() as connection:
        row = _confirmed(connection, actor, case_id)
        known = draft_id_of(connection, case_id)
    if known is not None:
        return known
    labels = Labels(
        row.cause if row.cause in CAUSES else "other",
        row.business or "",
        row.segment or "",
        row.severity or "",
        tuple(row.competencies),
    )
    draft_id = new_id()
    slug = f"case-{labels.cause.replace('_', '-')}-{draft_id[-6:]}"
    bases = _bases(catalogue, labels)
    told, usage = (
        (None, Usage())
        if model is None
        else told_by(model, labels, row.text or "", bases, mask=lambda text: mask(text).text)
    )
    choice = int(draft_id[-6:], 16)
    made, layers = _made(bases, labels, slug=slug, choice=choice, told=told)
    now = context.now()
    draft = {
        "id": draft_id,
        "case_id": case_id,
        "slug": slug,
        "base": next(iter(bases.values())).slug,
        "cause": labels.cause,
        "business": labels.business or None,
        "segment": labels.segment or None,
        "severity": labels.severity or None,
        "left_out": [layer for layer in LAYERS if layer not in layers],
        "model": model.name[:120] if model is not None and told else None,
        "made_by": actor.person_id,
        "made_at": now,
    }
    texts = [
        {
            "draft_id": draft_id,
            "locale": locale,
            "text": written(scenario),
            "revision": 1,
            "saved_by": actor.person_id,
            "saved_at": now,
        }
        for locale, scenario in made.items()
    ]
    try:
        with context.database.transaction() as connection:
            row = _confirmed(connection, actor, case_id)
            connection.execute(insert(ScenarioDraft).values(draft))
            connection.execute(insert(ScenarioDraftText), texts)
            if model is not None:
                endpoint = current_endpoint(context, "coach")
                price = endpoint.price if endpoint is not None and endpoint.model == model.name else None
                named = {"role": "coach", "model": model.name, "price": price, "attempt_id": None}
                book(context, connection, usage=usage, **named)  # type: ignore[arg-type]
            why = right_to(actor, Action.DRAFT_SCENARIOS, **about(row))
            record(context, connection, actor=actor, notes=[Note(Deed.DRAFTED_SCENARIO, why, None, draft_id)])
    except IntegrityError:
        # Somebody else pressed the button in this moment: theirs is the draft.
        with context.database.reading() as connection:
            other = draft_id_of(connection, case_id)
        if other is None:
            raise
        return other
    return draft_id


def written(scenario: Scenario) -> str:
    """A scenario as a file says it, a field a line."""
    # Lines are not folded: Chinese has no spaces at which to do it.
    return yaml.safe_dump(
        scenario.model_dump(mode="json", exclude_defaults=True),
        allow_unicode=True,
        sort_keys=False,
        width=100_000,
    )


def _confirmed(connection: Connection, actor: Actor, case_id: str) -> Row[Any]:
    row = readable(connection, actor, case_id)
    require(actor, Action.DRAFT_SCENARIOS, **about(row))
    found = select(col(FeedbackFinding.id)).where(
        col(FeedbackFinding.case_id) == case_id, col(FeedbackFinding.round) == row.round
    )
    if connection.execute(found).first() is None:
        raise Refused(NO_FINDING)
    return row


def _bases(catalogue: Catalogue, labels: Labels) -> dict[Locale, Scenario]:
    """The nearest scenario that is there in every language."""
    there = {locale: {card.slug for card in catalogue.scenario_cards(locale)} for locale in LOCALES}
    in_all = frozenset.intersection(*(frozenset(slugs) for slugs in there.values()))
    # What was made of a case before has that case's matter in it.
    cards = [
        card
        for card in catalogue.scenario_cards(LOCALES[0])
        if card.slug in in_all and not card.slug.startswith("case-")
    ]
    if not cards:
        raise Refused(NO_BASE)
    slug = nearest(cards, labels)[0]
    return {locale: catalogue.scenario(slug, locale) for locale in LOCALES}


def _made(
    bases: Mapping[Locale, Scenario],
    labels: Labels,
    *,
    slug: str,
    choice: int,
    told: Mapping[Locale, Mapping[str, str]] | None,
) -> tuple[dict[Locale, Scenario], tuple[Layer, ...]]:
    """The fullest draft that goes together, and what it has of the cause."""
    without: tuple[Layer, ...] = ("mood",)
    for words in (told, None) if told else (None,):
        for layers in (LAYERS, ("fact", "mood"), ("objective", "mood"), without):
            try:
                made = drafted(bases, labels, slug=slug, choice=choice, layers=layers, told=words)
            except ValueError:
                continue
            # An objective that its own good trainee does not meet would be asked of nobody.
            if "objective" not in layers or objective_is_met(made.values()):
                return made, layers
    return drafted(bases, labels, slug=slug, choice=choice, layers=()), ()
