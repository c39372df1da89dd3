"""Files that hold a secret: readable by their owner alone, never half written, of two made at once the first wins."""

import os
import secrets
from pathlib import Path


def write_secret(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a secret beside its place and put it there whole.

    Args:
        path: where it is kept; its folder is made where it is missing.
        content: what is kept.
        replace: put it there though something is there already; else what is there stays.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    if replace:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
