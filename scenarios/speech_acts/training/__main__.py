"""Trains the full reader's models and says how well they read what they were not trained on."""

from __future__ import annotations

import sys

import numpy as np

from scenarios.speech_acts.acts import SPEECH_ACTS
from scenarios.speech_acts.model import path_of
from scenarios.speech_acts.training.recipe import Flags, Trained, f1, train
from scenarios.transcript import LOCALES, Locale


def main() -> None:
    """Train both languages, write the models and print a table a language."""
    for locale in LOCALES:
        trained = train(locale)
        with path_of(locale).open("wb") as file:
            np.savez_compressed(file, **trained.arrays)  # type: ignore[arg-type]  # an array named allow_pickle is none of ours
        sys.stdout.write(report(locale, trained))


def report(locale: Locale, trained: Trained) -> str:
    """Return precision, recall and F1 of patterns alone and of the full reader, an act a line, as Markdown."""
    lines = [
        f"### {locale}: {len(trained.truth):,} utterances, left out, read by a model that had not seen them",
        "",
        "| act | labelled | patterns P | R | F1 | with the model P | R | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows = [(act, slice(at, at + 1)) for at, act in enumerate(SPEECH_ACTS)]
    for name, at in [*rows, ("all (micro)", slice(None))]:
        truth = trained.truth[:, at]
        figures = [*_figures(truth, trained.patterns[:, at]), *_figures(truth, trained.full[:, at])]
        lines.append(
            f"| {name} | {int(truth.sum())} | " + " | ".join(f"{each:.2f}" for each in figures) + " |"
        )
    of_acts = range(len(SPEECH_ACTS))
    alone, full = (
        np.mean([f1(trained.truth[:, at], told[:, at]) for at in of_acts])
        for told in (trained.patterns, trained.full)
    )
    return "\n".join(lines) + f"\n\nMacro F1: {alone:.3f} patterns, {full:.3f} with the model\n\n"


def _figures(truth: Flags, told: Flags) -> tuple[float, float, float]:
    right = int((truth & told).sum())
    return right / max(int(told.sum()), 1), right / max(int(truth.sum()), 1), f1(truth, told)


if __name__ == "__main__":
    main()
