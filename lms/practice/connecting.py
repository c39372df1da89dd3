"""Connecting a model from the page: entered, tried, switched on and off by an administrator, and every change kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlalchemy import insert, select
from sqlmodel import col

from lms.people import Action, Actor, require
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.llm import Endpoint, Probe, Role, model_at, probe
from lms.platform.llm.roles import price_written, temperature_of
from lms.platform.logging import log
from lms.platform.sealing import seal
from lms.practice.connections import current_endpoint, key_of, row_of
from lms.practice.spending import book
from lms.practice.tables import ModelConnection, ModelConnectionChange

LONGEST_ADDRESS = 500
LONGEST_MODEL = 120
LONGEST_KEY = 2_000


@dataclass(frozen=True)
class Entry:
    """A model as somebody enters it.

    Attributes:
        key: empty keeps the one that was entered for the same address; at another address there is none then.
        forget_key: keep none.
        price_in: for a million tokens of prompt, a decimal number; empty with ``price_out`` where nobody knows.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    forget_key: bool = False
    price_in: str = ""
    price_out: str = ""


@dataclass(frozen=True)
class Change:
    """Who changed a connection, when, and to what.

    Attributes:
        key: ``set`` anew, ``kept``, or ``none``.
    """

    role: Role
    at: datetime
    person_id: str
    base_url: str
    model: str
    key: str
    in_use: bool


def connect(context: Context, *, actor: Actor, role: Role, entry: Entry) -> None:
    """Have a model play a part from the next turn on, in every process and without a restart.

    Raises:
        Forbidden: the actor is no administrator.
        Refused: an entry that cannot be used; the message says which and how.
    """
    require(actor, Action.MANAGE_SETTINGS)
    entry = _checked(entry)
    key = _key(context, role, entry)
    sealed = seal(context.settings.key(), key, bound_to=entry.base_url) if key else None
    told = "set" if entry.key else "kept" if key else "none"
    _keep(context, actor, role, entry, sealed, told=told, in_use=True)


def disconnect(context: Context, *, actor: Actor, role: Role) -> None:
    """Use what was entered for a role no more; it is kept, to be switched on again. Twice is once.

    Raises:
        Forbidden: the actor is no administrator.
    """
    require(actor, Action.MANAGE_SETTINGS)
    row = row_of(context, role)
    if row is None or not row.in_use:
        return
    entry = Entry(row.base_url, row.model, "", False, row.price_in or "", row.price_out or "")
    told = "kept" if row.sealed_key else "none"
    _keep(context, actor, role, entry, row.sealed_key, told=told, in_use=False)


def try_model(context: Context, *, actor: Actor, role: Role, entry: Entry | None = None) -> Probe | None:
    """Make one test call of a few tokens; they are counted with the others.

    Args:
        context: the installation.
        actor: an administrator.
        role: the part.
        entry: what is being entered; what is used now when not given.

    Returns:
        What the call showed; none where no model plays the part.

    Raises:
        Forbidden: the actor is no administrator.
        Refused: an entry that cannot be used.
    """
    require(actor, Action.MANAGE_SETTINGS)
    settings = context.settings
    if entry is None:
        endpoint = current_endpoint(context, role)
        if endpoint is None:
            return None
    else:
        entry = _checked(entry)
        price = price_written(entry.price_in, entry.price_out, settings.llm_currency)
        key = SecretStr(_key(context, role, entry))
        endpoint = Endpoint(entry.base_url, entry.model, key, temperature_of(settings, role), price)
    seen = probe(model_at(endpoint, settings))
    if seen.usage.tokens:
        with context.database.transaction() as connection:
            book(
                context,
                connection,
                role=role,
                model=endpoint.model,
                price=endpoint.price,
                usage=seen.usage,
                attempt_id=None,
            )
    return seen


def list_changes(context: Context, *, actor: Actor, limit: int = 20) -> tuple[Change, ...]:
    """The last changes, newest first.

    Raises:
        Forbidden: the actor is no administrator.
    """
    require(actor, Action.MANAGE_SETTINGS)
    change = ModelConnectionChange
    query = select(change).order_by(col(change.at).desc(), col(change.id).desc()).limit(limit)
    with context.database.reading() as connection:
        return tuple(
            Change(row.role, row.at, row.person_id, row.base_url, row.model, row.key, row.in_use)
            for row in connection.execute(query)
        )


def _keep(
    context: Context, actor: Actor, role: Role, entry: Entry, sealed: str | None, *, told: str, in_use: bool
) -> None:
    now = context.now()
    same = {
        "role": role,
        "base_url": entry.base_url,
        "model": entry.model,
        "price_in": entry.price_in or None,
        "price_out": entry.price_out or None,
        "in_use": in_use,
    }
    with context.database.transaction() as connection:
        # Two administrators may save at once: the later one's is kept, and both are told in the changes.
        row = insert_into(connection, ModelConnection).values(
            **same, sealed_key=sealed, changed_at=now, changed_by=actor.person_id
        )
        kept = {name: row.excluded[name] for name in (*same, "sealed_key", "changed_at", "changed_by")}
        connection.execute(row.on_conflict_do_update(index_elements=["role"], set_=kept))
        connection.execute(
            insert(ModelConnectionChange).values(
                **same, id=new_id(), at=now, person_id=actor.person_id, key=told
            )
        )
    log().info("model_connection_changed", role=role, in_use=in_use, person=actor.person_id)


def _key(context: Context, role: Role, entry: Entry) -> str:
    """The key to use: the one entered, or the one kept for the very same address."""
    if entry.key or entry.forget_key:
        return entry.key
    row = row_of(context, role)
    return key_of(context, row).get_secret_value() if row and row.base_url == entry.base_url else ""


def _checked(entry: Entry) -> Entry:
    """The entry without stray blanks.

    Raises:
        Refused: it cannot be used.
    """
    url, model, key = entry.base_url.strip().rstrip("/"), entry.model.strip(), entry.key.strip()
    if not _is_address(url):
        raise Refused(
            mark("Write the address as http://127.0.0.1:8000/v1 or https://…/v1, without a password in it.")
        )
    if not (0 < len(model) <= LONGEST_MODEL and model.isprintable()):
        raise Refused(mark("Write the name of the model as the endpoint lists it, at most 120 characters."))
    if len(key) > LONGEST_KEY or not (key.isascii() and (key.isprintable() or not key)):
        raise Refused(mark("This is no key: a key is one line of Latin letters, digits and signs."))
    price_in, price_out = entry.price_in.strip(), entry.price_out.strip()
    if (price_in or price_out) and price_written(price_in, price_out, "CNY") is None:
        raise Refused(mark("Write both prices as numbers, such as 0.8 and 2, or leave both empty."))
    return Entry(url, model, key, entry.forget_key, price_in, price_out)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_ADDRESS
    there = parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0
    return plain and there and "@" not in parts.netloc and not (parts.query or parts.fragment)
