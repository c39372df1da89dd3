"""Trained weights in a file of numpy's: whatever is wrong with it is said in one sentence, with the cure."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np


class ModelError(ValueError):
    """A model is missing or not one of ours; the message says what to do."""


@contextmanager
def kept_in(path: Path, *, made_for: Mapping[str, object], cure: str) -> Iterator[Any]:
    """Open a file of weights: arrays by their names, none of them pickled.

    Args:
        path: of the file.
        made_for: what the arrays of these names hold where it was made for this version of the program.
        cure: what to do where there is no such file, or another one: the end of a sentence.

    Raises:
        ModelError: there is none, it was made for another version of the program, or what is done with it fails
            because of what it holds.
    """
    try:
        with np.load(path, allow_pickle=False) as kept:
            if any(kept[name].tolist() != wanted for name, wanted in made_for.items()):
                raise ModelError(f"{path.name} was made by another version of the program; {cure}")
            yield kept
    except FileNotFoundError:
        raise ModelError(f"{path.name} is missing; {cure}") from None
    except ModelError:
        raise
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path.name} cannot be read; {cure}") from error
