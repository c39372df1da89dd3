"""Editing drafts: saved as typed, checked as ``lms scenario check`` does, published once that found nothing."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import update
from sqlmodel import col

from lms.authoring.drafting.checking import Checked, check
from lms.authoring.drafting.reading import Locales, digest_of, read_draft, scenarios_of, view_of
from lms.authoring.tables import ScenarioDraft, ScenarioDraftText
from lms.catalogue import publish
from lms.people import Action, Actor, Deed, Note, record, require, right_to
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from scenarios.transcript import Locale

LONGEST = 200_000
CHANGED = mark(
    "Somebody has saved this draft meanwhile. Copy what you typed, load the page anew and put it in there: nothing was "
    "overwritten."
)
TOO_LONG = mark("This is longer than {count} characters. Shorten it to what matters.")
NOT_SOUND = mark("A draft is published once its check has passed as it stands now. Check it first.")


def save_draft(
    context: Context, *, actor: Actor, draft_id: str, texts: Locales, revisions: Mapping[Locale, int]
) -> None:
    """Keep what was typed, right or not; a language that did not change is left as it is.

    Args:
        context: the installation.
        actor: who edits.
        draft_id: which.
        texts: YAML by language.
        revisions: which revision each of them was typed into.

    Raises:
        Forbidden, NotFound: as for ``read_draft``.
        Refused: somebody else has saved meanwhile, or it is too long; nothing is overwritten.
    """
    require(actor, Action.EDIT_DRAFTS)
    if any(len(text) > LONGEST for text in texts.values()):
        raise Refused(TOO_LONG, count=LONGEST)
    table = ScenarioDraftText
    with context.database.transaction() as connection:
        before = view_of(connection, draft_id)
        for locale, typed in texts.items():
            text = typed.replace("\r\n", "\n").replace("\x00", "")
            if text == before.texts[locale]:
                continue
            there = (
                col(table.draft_id) == draft_id,
                col(table.locale) == locale,
                col(table.revision) == revisions.get(locale),
            )
            saved = {"text": text, "saved_by": actor.person_id, "saved_at": context.now()}
            changed = connection.execute(
                update(table).where(*there).values(**saved, revision=col(table.revision) + 1)
            )
            if not changed.rowcount:
                raise Refused(CHANGED)


def check_draft(context: Context, *, actor: Actor, draft_id: str) -> Mapping[Locale, Checked]:
    """Play a draft as ``lms scenario check`` does and keep what was found, by language; it takes some seconds.

    Raises:
        Forbidden, NotFound: as for ``read_draft``.
        Refused: it cannot be read yet.
    """
    view = read_draft(context, actor=actor, draft_id=draft_id)
    found = check(scenarios_of(view))
    kept = {"digest": digest_of(view.texts), "found": {locale: asdict(one) for locale, one in found.items()}}
    with context.database.transaction() as connection:
        connection.execute(
            update(ScenarioDraft).where(col(ScenarioDraft.id) == draft_id).values(checked=kept)
        )
    return found


def publish_draft(context: Context, *, actor: Actor, draft_id: str) -> None:
    """Publish a draft in both languages; what was published of it before stays as it was.

    Raises:
        Forbidden, NotFound: as for ``read_draft``.
        Refused: it cannot be read, or has not passed the check as it stands now.
    """
    view = read_draft(context, actor=actor, draft_id=draft_id)
    scenarios = scenarios_of(view)
    if view.found is None or not all(one.sound for one in view.found.values()):
        raise Refused(NOT_SOUND)
    for scenario in scenarios.values():
        publish(context, scenario)
    said = {"published_at": context.now(), "published_by": actor.person_id}
    with context.database.transaction() as connection:
        connection.execute(update(ScenarioDraft).where(col(ScenarioDraft.id) == draft_id).values(said))
        why = right_to(actor, Action.EDIT_DRAFTS)
        record(context, connection, actor=actor, notes=[Note(Deed.PUBLISHED_SCENARIO, why, None, draft_id)])
