"""The keys under which originals are sealed: several at a time, so that one can be changed while old seals open.

They are a setting, or stand in a file made at the first run, one a line, the newest first. What is sealed names its
key; ``reseal`` brings everything under the newest, after which the others can go.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlmodel import col

from lms.feedback.tables import FeedbackImportPart, FeedbackOriginal
from lms.platform.batches import BATCH
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.key_files import write_secret
from lms.platform.sealing import seal, unseal
from lms.platform.settings import MINIMUM_KEY_LENGTH, Settings

KEY_FILE = "originals.key"


@dataclass(frozen=True)
class KeyRing:
    """The keys, newest first."""

    keys: Sequence[bytes] = field(repr=False)

    @property
    def newest(self) -> str:
        """The id of the key under which is sealed from now on."""
        return key_id_of(self.keys[0])

    def seal(self, words: str, *, bound_to: str) -> str:
        """Seal under the newest key; it opens for what it is bound to alone."""
        return seal(self.keys[0], words, bound_to=bound_to)

    def unseal(self, sealed: str, key_id: str, *, bound_to: str) -> str | None:
        """Open a seal; none where its key is not in the ring any more, or it was tampered with."""
        for key in self.keys:
            if key_id_of(key) == key_id:
                return unseal(key, sealed, bound_to=bound_to)
        return None


def key_id_of(key: bytes) -> str:
    """What a key is known by: part of its hash, which tells nothing of it."""
    return hashlib.sha256(b"lms originals\n" + key).hexdigest()[:16]


def key_ring(settings: Settings) -> KeyRing:
    """The ring of an installation; a file with one key is made where there is neither setting nor file.

    Raises:
        LmsError: the file has no key, or one that is too short.
    """
    given = [key.strip() for key in settings.original_keys.get_secret_value().split(",") if key.strip()]
    if not given:
        path = settings.home / KEY_FILE
        if not path.exists():
            write_secret(path, secrets.token_urlsafe(48).encode())
        given = path.read_text().split()
        if not given or min(map(len, given)) < MINIMUM_KEY_LENGTH:
            raise LmsError(
                "{file}: holds no key of at least 32 characters. Put the file back from a backup: without its keys no "
                "original can be read.",
                file=path,
            )
    return KeyRing([key.encode() for key in given])


def renew_key(context: Context) -> str:
    """Put a new key before the others in the key file; its id.

    Raises:
        LmsError: the keys are a setting: whoever keeps that writes the new one before the others.
    """
    if context.settings.original_keys.get_secret_value():
        raise LmsError("The keys are set in LMS_ORIGINAL_KEYS. Write the new key before the others there.")
    ring = key_ring(context.settings)
    new = secrets.token_urlsafe(48).encode()
    write_secret(context.settings.home / KEY_FILE, b"\n".join([new, *ring.keys]), replace=True)
    return key_id_of(new)


def reseal(context: Context) -> tuple[int, int]:
    """Bring every original under the newest key; how many were, and how many cannot be opened by any key."""
    ring, done, lost = key_ring(context.settings), 0, 0
    last = ""
    while True:
        with context.database.transaction() as connection:
            rows = connection.execute(
                select(FeedbackOriginal)
                .where(col(FeedbackOriginal.key_id) != ring.newest, col(FeedbackOriginal.item_id) > last)
                .order_by(col(FeedbackOriginal.item_id))
                .limit(BATCH)
            ).all()
            if not rows:
                break
            last = rows[-1].item_id
            for row in rows:
                words = ring.unseal(row.sealed, row.key_id, bound_to=row.item_id)
                if words is None:
                    lost += 1
                    continue
                connection.execute(
                    update(FeedbackOriginal)
                    .where(col(FeedbackOriginal.item_id) == row.item_id)
                    .values(sealed=ring.seal(words, bound_to=row.item_id), key_id=ring.newest)
                )
                done += 1
    return done, lost


def waiting_under_older(context: Context) -> int:
    """Parts of files that wait under an older key: they are taken in soon, and the key is needed until then."""
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(FeedbackImportPart.key_id)).where(col(FeedbackImportPart.key_id) != ring.newest)
        )
        return len(rows.all())
