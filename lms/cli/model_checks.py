"""What ``lms doctor`` says of the models: who plays which part, whether each answers, and what all have used."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lms.cli.check import Check

if TYPE_CHECKING:
    from lms.platform.context import Context
    from lms.platform.llm import Endpoint, Role
    from lms.platform.settings import Settings
    from lms.practice.spending import Spent

NAMES: "dict[Role, str]" = {"customer": "llm", "judge": "llm-judge", "coach": "llm-coach"}
PARTS: "dict[Role, str]" = {
    "customer": "plays the customer",
    "judge": "judges exams beside the rules",
    "coach": "coaches",
}


def model_checks(settings: "Settings", announce: Callable[[str], None]) -> Iterator[Check]:
    """Ask every model once, whatever it is there for, and add up what was used.

    Args:
        settings: of the installation.
        announce: told of what takes a while, before it is done.
    """
    from lms.platform.llm import ROLES

    yield from _half_prices(settings)
    with _installation(settings) as context:
        parts: dict[Endpoint, list[Role]] = {}
        for role in ROLES:
            endpoint = _endpoint(settings, context, role)
            if endpoint is not None:
                parts.setdefault(_asked_alike(endpoint), []).append(role)
        if "customer" not in {role for roles in parts.values() for role in roles}:
            yield _nobody(settings)
        for endpoint, roles in parts.items():
            yield _asked(settings, endpoint, roles, announce)
        if context is not None:
            yield from _spent(context)


@contextmanager
def _installation(settings: "Settings") -> "Iterator[Context | None]":
    """The database, where it can be read as it is; looking makes none and migrates none."""
    from sqlalchemy.exc import SQLAlchemyError

    from lms.platform.context import Context
    from lms.platform.database import Database
    from lms.platform.migrations import SchemaIsNewer, current, head

    database = Database(settings.database_url.get_secret_value())
    try:
        there = not database.is_sqlite or Path(str(database.url.database)).expanduser().exists()
        ready = there and current(database) == head()
    except (SchemaIsNewer, SQLAlchemyError, OSError):
        # Said by the check of the database already.
        ready = False
    try:
        yield Context(database, settings) if ready else None
    finally:
        database.close()


def _endpoint(settings: "Settings", context: "Context | None", role: "Role") -> "Endpoint | None":
    from lms.platform.llm import endpoint_of
    from lms.practice.connections import current_endpoint

    return endpoint_of(settings, role) if context is None else current_endpoint(context, role)


def _asked_alike(endpoint: "Endpoint") -> "Endpoint":
    """The endpoint without what makes no difference to whether it answers."""
    from dataclasses import replace

    return replace(endpoint, temperature=0.0, price=None)


def _nobody(settings: "Settings") -> Check:
    from lms.platform.llm import local_servers

    if settings.llm_base_url or settings.llm_api_key.get_secret_value():
        return Check(
            "llm",
            "warning",
            "An endpoint or a key is set, but no model; the built-in customer plays.",
            "Name the model in LMS_LLM_MODEL.",
        )
    found = "None is configured; the built-in customer plays, with no key and no network."
    if servers := local_servers():
        found += f" On this machine {' and '.join(server.name for server in servers)} could play:"
        lines = [server.settings.replace("\n", " and ") for server in servers]
        return Check("llm", "ok", found, f"Write into .env: {'; or '.join(lines)}.")
    return Check("llm", "ok", found)


def _asked(
    settings: "Settings", endpoint: "Endpoint", roles: "list[Role]", announce: Callable[[str], None]
) -> Check:
    from lms.platform.llm import model_at, probe

    name, role = NAMES[roles[0]], roles[0]
    where = f"{endpoint.model} at {endpoint.address or 'the provider’s own address'}"
    announce(f"Asking {where} …")
    seen = probe(model_at(endpoint, settings))
    told = f"{where} {_and(PARTS[role] for role in roles)}, with {'a' if endpoint.has_key else 'no'} key"
    if seen.failure is not None or seen.first_s is None:
        failure = seen.failure or "empty"
        found = f"{told}: {failure.replace('_', ' ')} after {seen.total_s:.1f} s."
        return Check(
            name, "broken", found, _cure(settings, failure, role), {"total_s": round(seen.total_s, 3)}
        )
    figures = {
        "first_token_s": round(seen.first_s, 3),
        "total_s": round(seen.total_s, 3),
        "tokens": seen.usage.tokens,
    }
    found = f"{told}: first words after {seen.first_s:.2f} s, all after {seen.total_s:.2f} s"
    if not seen.streams:
        cure = "Turn streaming on at the endpoint or its proxy (for nginx: proxy_buffering off)."
        return Check(name, "warning", f"{found}, in one piece.", cure, figures)
    return Check(name, "ok", f"{found}, streamed.", figures=figures)


def _cure(settings: "Settings", failure: str, role: "Role") -> str:
    """The cure, with the variables of the role where it has its own."""
    from lms.platform.llm import CURES
    from lms.platform.llm.roles import names_itself

    cure = next(cure for known, cure in CURES.items() if known == failure)
    if role == "customer" or not names_itself(settings, role):
        return cure
    for variable in ("BASE_URL", "API_KEY", "MODEL"):
        cure = cure.replace(f"LMS_LLM_{variable}", f"LMS_LLM_{role.upper()}_{variable}")
    return cure


def _half_prices(settings: "Settings") -> Iterator[Check]:
    for prefix in ("llm", "llm_judge", "llm_coach"):
        prices = {half: getattr(settings, f"{prefix}_price_{half}") for half in ("in", "out")}
        if sum(price is None for price in prices.values()) == 1:
            missing = next(half for half, price in prices.items() if price is None)
            name = f"LMS_{prefix.upper()}_PRICE"
            found = f"Of {name}_IN and {name}_OUT one is set; no cost is reckoned from half a price."
            yield Check("prices", "warning", found, f"Set {name}_{missing.upper()} as well, or neither.")


def _spent(context: "Context") -> Iterator[Check]:
    from lms.practice.spending import overall

    for spent in overall(context):
        found = f"{spent.model} {PARTS[spent.role]}: {_told(spent.this_month)} this month, {_told(spent.ever)} so far."
        figures = {
            "tokens_asked": spent.ever.usage.asked,
            "tokens_answered": spent.ever.usage.answered,
            "tokens_estimated": spent.ever.usage.estimated,
            "tokens_this_month": spent.this_month.usage.tokens,
            **{f"cost_{currency}": micros / 1_000_000 for currency, micros in spent.ever.costs},
        }
        yield Check("tokens", "ok", found, figures=figures)


def _told(spent: "Spent") -> str:
    costs = [f"{currency} {micros / 1_000_000:,.4f}" for currency, micros in spent.costs]
    estimated = ", partly estimated" if spent.usage.estimated else ""
    cost = f", {' and '.join(costs)}" if costs else ""
    return f"{spent.usage.tokens:,} tokens{cost}{estimated}"


def _and(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} and {last}" if some else last
