"""What a customer writes by the QR code of a branch: without a name, without a sign-in, limited in number.

The code's address is signed: nobody makes up a branch. A form carries a signed number of its own, so that a page sent
twice is one case, and a program that never saw the form hands nothing in.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import col

from lms.feedback.key_ring import key_ring
from lms.feedback.matching import Bank
from lms.feedback.receiving import Arrival, cleaned, digest_of, known, prepared, written
from lms.feedback.tables import FeedbackItem
from lms.feedback.visitor_limit import VisitorLimit
from lms.people import Action, Actor, UnitCard, list_units, require
from lms.platform.context import Context
from lms.platform.errors import LmsError, NotFound, Refused
from lms.platform.i18n import mark

QR = "qr"
AN_HOUR = 60
"""Texts an hour that a branch's code takes: more than its customers write, fewer than a flood."""
HOLDS = timedelta(hours=12)
"""How long a form can be sent after it was opened."""
SOONEST = timedelta(seconds=2)
"""Nobody writes faster."""
LONGEST = 2_000
SHUT = mark("This page is closed. Please tell somebody at the branch.")
NO_CODE = mark("This address is not complete. Please scan the code at the branch once more.")
TOO_MANY = mark(
    "So many people write at this moment. Please try again in an hour, or tell somebody at the branch."
)
ENOUGH = mark(
    "Much was written from here within an hour. Please try again later, or tell somebody at the branch. Your words are "
    "still here."
)
AT_ONCE = mark(
    "That was sent faster than anybody writes. Your words are still here: please send them once more."
)
NOTHING = mark("Nothing is written yet. Please write down what you want to tell us.")
OLD_FORM = mark("This page has been open for long. Your words are still here: please send them once more.")
TOO_LONG = mark("Please shorten it to {count} characters. Your words are still here.")


class Closed(NotFound):
    """Customers' page is off, or the address is none."""


class Busy(LmsError):
    """Too many wrote in the last hour."""


class Stale(LmsError):
    """The form was opened too long ago, or never."""


@dataclass(frozen=True)
class Invitation:
    """A branch's page: ``code`` is what stands in its address."""

    unit: UnitCard
    code: str


def invite(context: Context, *, actor: Actor, unit_id: str) -> Invitation:
    """The address by which customers of a branch write.

    Raises:
        Forbidden: it is not the actor's branch.
        NotFound: there is no such unit.
    """
    require(actor, Action.INVITE_FEEDBACK, unit_id=unit_id)
    unit = next((unit for unit in list_units(context) if unit.unit_id == unit_id), None)
    if unit is None:
        raise NotFound(NO_CODE)
    return Invitation(unit, f"{unit.code}.{_signed(context, 'branch', unit.code)}")


def invited_to(context: Context, code: str) -> Invitation:
    """The branch of an address.

    Raises:
        Closed: customers' page is off, or nobody gave out this address.
    """
    if not context.settings.customer_page:
        raise Closed(SHUT)
    unit_code, _dot, signature = code.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signed(context, "branch", unit_code).encode()):
        raise Closed(NO_CODE)
    unit = next((unit for unit in list_units(context) if unit.code == unit_code), None)
    if unit is None:
        raise Closed(NO_CODE)
    return Invitation(unit, code)


def new_form(context: Context) -> str:
    """The number of a form that is opened now."""
    number = f"{int(context.now().timestamp())}.{secrets.token_urlsafe(9)}"
    return f"{number}.{_signed(context, 'form', number)}"


def write_in(
    context: Context,
    *,
    code: str,
    form: str,
    text: str,
    contact: str = "",
    visitor: str = "",
    limit: VisitorLimit | None = None,
) -> str:
    """Keep what a customer writes; the case number. The same words by the same form again are the same case.

    Args:
        context: database, settings and clock.
        code: of the branch, with its signature.
        form: the number of the form that was opened.
        text: the words.
        contact: name and telephone of who wants to be called back; sealed with the words.
        visitor: the address they come from; it is counted and not kept.
        limit: what counts it; none where there is no address.

    Raises:
        Closed: the page is off, or the address is none.
        Stale: the form is not one that was opened within ``HOLDS``.
        Busy: more than ``AN_HOUR`` wrote by this branch's code in the last hour, or one visitor as much as one may.
        Refused: it is empty or too long.
    """
    invitation = invited_to(context, code)
    number = _form_number(context, form)
    if not cleaned(text).strip():
        raise Refused(NOTHING)
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, count=LONGEST)
    # By whose code it came stays with it, wherever it belongs: a text at a region's code may name a branch.
    unit_id = invitation.unit.unit_id
    # Who goes back and writes something else has said something else.
    said = "\n☎ ".join(part for part in (cleaned(text).strip(), " ".join(contact.split())) if part)
    number = f"{unit_id}.{number}.{digest_of(context, said)[:16]}"
    arrival = Arrival(text, QR, number, channel=QR, contact=contact)
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        before = known(connection, QR, [number])
        if before:
            return before[number][0]
        if limit is not None and limit.is_reached(visitor, at=invitation.unit.code, now=context.now()):
            raise Busy(ENOUGH)
        lately = connection.execute(
            select(func.count())
            .select_from(FeedbackItem)
            .where(
                col(FeedbackItem.source) == QR,
                col(FeedbackItem.entered_at) > context.now() - timedelta(hours=1),
                col(FeedbackItem.source_no).startswith(f"{unit_id}.", autoescape=True),
            )
        ).scalar_one()
        if lately >= AN_HOUR:
            raise Busy(TOO_MANY)
        received = prepared(context, Bank(connection), ring, arrival, unit_id=unit_id, in_full=True)
    with context.database.transaction() as connection:
        if not written(context, connection, [received]):
            return known(connection, QR, [number])[number][0]
    if limit is not None:
        limit.count(visitor, at=invitation.unit.code, now=context.now())
    return received.number


def _form_number(context: Context, form: str) -> str:
    number, _dot, signature = form[:200].rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signed(context, "form", number).encode()):
        raise Stale(OLD_FORM)
    opened = int(number.partition(".")[0])
    age = context.now().timestamp() - opened
    if age < SOONEST.total_seconds() - 1:
        raise Stale(AT_ONCE)
    if age > HOLDS.total_seconds():
        raise Stale(OLD_FORM)
    return number


def _signed(context: Context, what: str, words: str) -> str:
    message = f"lms visitors {what}\n{words}".encode("utf-8", "replace")
    digest = hmac.new(context.settings.key(), message, hashlib.sha256).hexdigest()
    return digest[:24]
