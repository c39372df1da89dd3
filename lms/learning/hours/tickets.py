"""What a class's QR code says: which class, signed, and good for a minute or so.

The code on the screen changes every ``ROTATES_S`` seconds, so that a photograph sent to somebody who is not there is
worth nothing by the time they open it.
"""

import base64
import hashlib
import hmac

from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

ROTATES_S = 30
GOOD_FOR = 3
"""Turns of the code for which it is good: whoever scans at the end of one has time to open it."""
RUN_OUT = mark("This code has run out. Scan the one on the screen again: it changes every half minute.")
_PURPOSE = b"lms class sign-in 1"
_SIGNATURE = 24
_ID = 36


def ticket_for(context: Context, session_id: str) -> str:
    """The ticket of this moment, in letters that an address can hold; at most 80."""
    turn = _turn(context)
    return f"{session_id}.{turn:x}.{_signed(context, session_id, turn)}"


def session_of(context: Context, ticket: str) -> tuple[str, bool]:
    """The class that a ticket lets somebody in to, and whether it still does: an old one opens nothing.

    Raises:
        Refused: it is none of ours.
    """
    session_id, _, rest = ticket.partition(".")
    said, _, signature = rest.partition(".")
    refused = Refused(
        mark("This code has run out. Scan the one on the screen again: it changes every half minute.")
    )
    if len(session_id) != _ID or not said.isalnum() or len(said) > 10:
        raise refused
    try:
        turn = int(said, 16)
    except ValueError:
        raise refused from None
    genuine = hmac.compare_digest(signature.encode(), _signed(context, session_id, turn).encode())
    if not genuine:
        raise refused
    return session_id, 0 <= _turn(context) - turn < GOOD_FOR


def _turn(context: Context) -> int:
    return int(context.now().timestamp()) // ROTATES_S


def _signed(context: Context, session_id: str, turn: int) -> str:
    key = hmac.new(context.settings.key(), _PURPOSE, hashlib.sha256).digest()
    digest = hmac.new(key, f"{session_id}.{turn}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode()[:_SIGNATURE]
