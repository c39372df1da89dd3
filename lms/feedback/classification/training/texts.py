"""Labelled texts: what ships for training, what is held out, and corrections that people gave."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lms.feedback.classification.labels import FLAGS, HEADS
from scenarios.transcript import Locale


class CorrectionsError(ValueError):
    """A file of labelled texts cannot be used; the message names its line and what to do."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and what a person says it is about."""

    text: str
    kind: str
    cause: str | None
    business: str
    severity: str = "general"
    segment: str = "mass"
    flags: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return asdict(self)


def shipped(locale: Locale) -> Sequence[Labelled]:
    """Return what is trained on in a language, a file for each hand that wrote it."""
    return [
        text for path in sorted(Path(__file__).parent.glob(f"{locale}.*.jsonl")) for text in read_texts(path)
    ]


def held_out(locale: Locale) -> Sequence[Labelled]:
    """Return what is never trained on in a language."""
    return read_texts(Path(__file__).with_name(f"heldout.{locale}.jsonl"))


def read_texts(path: Path) -> Sequence[Labelled]:
    """Read labelled texts, one JSON object a line.

    Raises:
        CorrectionsError: a line is no such object or a label is unknown.
        OSError: the file cannot be read.
    """
    texts = []
    for number, line in enumerate(
        path.read_text(encoding="utf-8-sig", errors="replace").split("\n"), start=1
    ):
        if line.strip():
            texts.append(_labelled(line, f"{path.name}, line {number}"))
    return texts


def _labelled(line: str, where: str) -> Labelled:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise CorrectionsError(f"{where}: this is no JSON object") from None
    if not isinstance(told, dict) or not isinstance(told.get("text"), str) or not told["text"].strip():
        raise CorrectionsError(f'{where}: "text" is missing')
    defaults = {"severity": "general", "segment": "mass"}
    labels: dict[str, Any] = {head: told.get(head, defaults.get(head)) for head in HEADS}
    for head in HEADS:
        label = labels[head]
        if head == "cause" and label is None:
            continue
        if label == "none" or label not in HEADS[head]:
            known = ", ".join(HEADS[head])
            raise CorrectionsError(f"{where}: {head} is {label!r}; choose from {known}")
    flags = told.get("flags") or []
    if not isinstance(flags, list) or not set(map(str, flags)) <= set(FLAGS):
        raise CorrectionsError(f"{where}: flags are a list of {', '.join(FLAGS)}")
    return Labelled(text=told["text"], flags=tuple(flags), **labels)
