"""Sign-ins that last: a one-time ticket, exchanged for a session token that a cookie carries.

Only SHA-256 hashes of tickets and tokens are stored; both hold 256 random bits, so the hash needs no salt.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from lms.people.actors import actor_from
from lms.people.permissions import Actor
from lms.people.tables import Account, SessionToken, SignInTicket
from lms.platform.context import Context
from lms.platform.errors import Refused

TICKET_LASTS = timedelta(seconds=60)
REMEMBERED_S = 2.0
MOST_REMEMBERED = 4096


class Sessions:
    """Issues and checks sign-ins. One a process: it remembers each answer for two seconds."""

    def __init__(self, context: Context) -> None:
        """Start with nothing remembered."""
        self._context = context
        self._lock = threading.Lock()
        self._remembered: OrderedDict[str, tuple[float, Actor | None]] = OrderedDict()

    def issue_ticket(self, actor: Actor, *, sso: bool = False) -> str:
        """A pass for somebody who has just signed in: good once, for 60 seconds.

        Args:
            actor: who.
            sso: the bank's identity provider vouched for them, and no password was asked here.
        """
        ticket, now = secrets.token_urlsafe(32), self._context.now()
        with self._context.database.transaction() as connection:
            connection.execute(
                delete(SignInTicket).where(col(SignInTicket.expires_at) < now - timedelta(hours=1))
            )
            connection.execute(
                insert(SignInTicket).values(
                    token_hash=_hash(ticket),
                    person_id=actor.person_id,
                    expires_at=now + TICKET_LASTS,
                    sso=sso,
                )
            )
        return ticket

    def redeem_ticket(self, ticket: str) -> str:
        """Exchange a ticket for a session token, valid for ``session_hours``.

        Raises:
            Refused: the ticket is unknown, used or too old.
        """
        token, now = secrets.token_urlsafe(32), self._context.now()
        with self._context.database.transaction() as connection:
            redeemed = connection.execute(
                update(SignInTicket)
                .where(
                    col(SignInTicket.token_hash) == _hash(ticket),
                    col(SignInTicket.used_at).is_(None),
                    col(SignInTicket.expires_at) > now,
                )
                .values(used_at=now)
                .returning(col(SignInTicket.person_id), col(SignInTicket.sso))
            ).one_or_none()
            if redeemed is None:
                raise Refused("This sign-in link was used already or is too old. Please sign in again.")
            connection.execute(
                delete(SessionToken).where(col(SessionToken.expires_at) < now - timedelta(days=1))
            )
            connection.execute(
                insert(SessionToken).values(
                    token_hash=_hash(token),
                    person_id=redeemed.person_id,
                    sso=redeemed.sso,
                    created_at=now,
                    expires_at=now + timedelta(hours=self._context.settings.session_hours),
                )
            )
        return token

    def actor_for(self, token: str | None) -> Actor | None:
        """Who a session token stands for; None when it is unknown, expired or revoked.

        Cheap enough for every run of a page. A revocation in another process is seen within ``REMEMBERED_S``.
        """
        if not token or len(token) > 200:
            return None
        hashed = _hash(token)
        with self._lock:
            known = self._remembered.get(hashed)
        if known is not None and time.monotonic() - known[0] < REMEMBERED_S:
            return known[1]
        actor = self._look_up(hashed)
        with self._lock:
            self._remembered[hashed] = (time.monotonic(), actor)
            self._remembered.move_to_end(hashed)
            while len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return actor

    def revoke(self, token: str) -> None:
        """End one sign-in; a token nobody knows is no error."""
        with self._context.database.transaction() as connection:
            connection.execute(
                update(SessionToken)
                .where(col(SessionToken.token_hash) == _hash(token), col(SessionToken.revoked_at).is_(None))
                .values(revoked_at=self._context.now())
            )
        self.forget()

    def forget(self) -> None:
        """Look everybody up afresh: after a change of language, roles or password."""
        with self._lock:
            self._remembered.clear()

    def _look_up(self, hashed: str) -> Actor | None:
        now = self._context.now()
        with self._context.database.reading() as connection:
            row = connection.execute(
                select(col(SessionToken.person_id), col(SessionToken.sso), col(Account.demo))
                # Whoever comes by single sign-on needs no account here.
                .outerjoin(Account, col(Account.person_id) == col(SessionToken.person_id))
                .where(
                    col(SessionToken.token_hash) == hashed,
                    col(SessionToken.revoked_at).is_(None),
                    col(SessionToken.expires_at) > now,
                )
            ).one_or_none()
            if row is None or (row.demo and not self._context.settings.demo):
                return None
            actor = actor_from(connection, row.person_id, now=now, today=self._context.today())
        # A first password is changed by whoever came in with it; the provider's word is nobody else's.
        return replace(actor, first_password=False) if actor is not None and row.sso else actor


def revoke_all_sessions(connection: Connection, *, person_id: str, now: datetime) -> None:
    """End every sign-in of a person, inside a transaction; tickets not yet used are void too.

    Used ones stay: among them is what a provider said once and must not say again.
    """
    connection.execute(
        update(SessionToken)
        .where(col(SessionToken.person_id) == person_id, col(SessionToken.revoked_at).is_(None))
        .values(revoked_at=now)
    )
    connection.execute(
        delete(SignInTicket).where(
            col(SignInTicket.person_id) == person_id, col(SignInTicket.used_at).is_(None)
        )
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
