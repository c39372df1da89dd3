"""Which model plays which part: as the environment says, else as an administrator entered it on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import SecretStr
from sqlalchemy import Row, select

from lms.people import Action, Actor, require
from lms.platform.context import Context
from lms.platform.llm import ROLES, Endpoint, Role, endpoint_of
from lms.platform.llm.roles import names_itself, price_written, temperature_of
from lms.platform.sealing import unseal
from lms.practice.tables import ModelConnection

Source = Literal["environment", "page", "customer", "none"]
"""Where a role's model comes from; ``customer``: it has none of its own and takes the customer's."""
Key = Literal["set", "lost", "none"]
"""``lost``: sealed under another secret of the installation, so that it has to be entered again."""


@dataclass(frozen=True)
class Connection:
    """A role and its model, as administrators see it; of the key they see whether there is one.

    Attributes:
        source: where what is used comes from.
        address: what is used, without a password it may hold; empty for the provider's own, or where nothing is used.
        model: what is used; none where no model plays the part.
        key: of what is used.
        priced: whether its tokens have a price.
        entered: what was entered on the page, used or not; none where nothing was.
    """

    role: Role
    source: Source
    address: str
    model: str | None
    key: Key
    priced: bool
    entered: Entered | None


@dataclass(frozen=True)
class Entered:
    """A model as it was entered on the page.

    Attributes:
        price_in: for a million tokens of prompt, as it was written; empty where none was, as ``price_out``.
        in_use: switched on; the environment may still win over it.
        changed_by: the person's id.
    """

    base_url: str
    model: str
    key: Key
    price_in: str
    price_out: str
    in_use: bool
    changed_at: datetime
    changed_by: str


def current_endpoint(context: Context, role: Role = "customer") -> Endpoint | None:
    """Where a role's model is asked at this moment; none where no model plays the part.

    What the environment says of a role wins over what was entered for it; judge and coach without a model of their
    own take the customer's. For services: nothing here asks who wants to know, and the key is in it.
    """
    settings = context.settings
    if names_itself(settings, role):
        return endpoint_of(settings, role)
    return _resolve(context, role, _rows(context))[1]


def model_name(context: Context, role: Role = "customer") -> str | None:
    """The model that plays a part at this moment; none where the program does it by itself."""
    endpoint = current_endpoint(context, role)
    return None if endpoint is None else endpoint.model


def list_connections(context: Context, *, actor: Actor) -> tuple[Connection, ...]:
    """Every role and its model.

    Raises:
        Forbidden: the actor is no administrator.
    """
    require(actor, Action.MANAGE_SETTINGS)
    return connections_of(context)


def connections_of(context: Context) -> tuple[Connection, ...]:
    """The same for somebody who has the server in their hands already: ``lms doctor``."""
    rows = _rows(context)
    return tuple(_connection(context, role, rows) for role in ROLES)


def key_of(context: Context, row: Row[Any]) -> SecretStr:
    """The key of an entry; empty where there is none or it cannot be opened."""
    if not row.sealed_key:
        return SecretStr("")
    return SecretStr(unseal(context.settings.key(), row.sealed_key, bound_to=row.base_url) or "")


def row_of(context: Context, role: Role) -> Row[Any] | None:
    """What was entered for a role, as it is kept."""
    return _rows(context).get(role)


def _rows(context: Context) -> Mapping[str, Row[Any]]:
    with context.database.reading() as connection:
        return {row.role: row for row in connection.execute(select(ModelConnection))}


def _resolve(context: Context, role: Role, rows: Mapping[str, Row[Any]]) -> tuple[Source, Endpoint | None]:
    settings = context.settings
    if names_itself(settings, role):
        return "environment", endpoint_of(settings, role)
    row = rows.get(role)
    if row is not None and row.in_use:
        return "page", _endpoint(context, role, row)
    if role == "customer":
        return "none", None
    if settings.llm_configured:
        return "customer", endpoint_of(settings, role)
    theirs = rows.get("customer")
    if theirs is not None and theirs.in_use:
        return "customer", _endpoint(context, role, theirs)
    return "none", None


def _endpoint(context: Context, role: Role, row: Row[Any]) -> Endpoint:
    settings = context.settings
    return Endpoint(
        base_url=row.base_url,
        model=row.model,
        api_key=key_of(context, row),
        temperature=temperature_of(settings, role),
        price=price_written(row.price_in, row.price_out, settings.llm_currency),
    )


def _connection(context: Context, role: Role, rows: Mapping[str, Row[Any]]) -> Connection:
    source, endpoint = _resolve(context, role, rows)
    row = rows.get(role)
    played = rows.get("customer") if source == "customer" and not context.settings.llm_configured else row
    from_page = source == "page" or (source == "customer" and not context.settings.llm_configured)
    key: Key = "set" if endpoint is not None and endpoint.has_key else "none"
    return Connection(
        role=role,
        source=source,
        address=endpoint.address if endpoint else "",
        model=endpoint.model if endpoint else None,
        key=_key_state(context, played) if from_page and played is not None else key,
        priced=endpoint is not None and endpoint.price is not None,
        entered=None if row is None else _entered(context, row),
    )


def _entered(context: Context, row: Row[Any]) -> Entered:
    return Entered(
        base_url=row.base_url,
        model=row.model,
        key=_key_state(context, row),
        price_in=row.price_in or "",
        price_out=row.price_out or "",
        in_use=row.in_use,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
    )


def _key_state(context: Context, row: Row[Any]) -> Key:
    if not row.sealed_key:
        return "none"
    return "set" if key_of(context, row).get_secret_value() else "lost"
