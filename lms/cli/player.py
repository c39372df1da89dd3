"""Who plays the customer in the terminal, told before and after the conversation."""

from typing import TYPE_CHECKING, TextIO

from scenarios.built_in import BUILT_IN
from scenarios.customer import LLM_ENGINE
from scenarios.transcript import Locale

if TYPE_CHECKING:
    from scenarios.conversation import Conversation

_WORDS = {
    "zh-CN": {
        "built-in": "客户：内置客户",
        "model": "客户：模型 {model}",
        "stood_in": "其中 {count} 句由内置客户代答（{why}）",
    },
    "en": {
        "built-in": "Customer: built-in",
        "model": "Customer: model {model}",
        "stood_in": "The built-in customer stepped in for {count} of the turns ({why})",
    },
}


def tell_player(engine: str, locale: Locale, out: TextIO | None) -> None:
    """Say who plays: ``built-in``, or ``llm:`` and a model; nothing where nobody reads."""
    words = _WORDS[locale]
    model = engine.removeprefix(LLM_ENGINE)
    if out is not None:
        said = words["built-in"] if engine == BUILT_IN else words["model"].format(model=model)
        out.write(f"{said}\n")


def tell_stand_in(conversation: "Conversation", out: TextIO | None) -> None:
    """Say for how many turns the built-in customer stepped in for a model, and why; nothing where it did not."""
    reasons = [
        note.partition(": ")[2]
        for step in conversation.steps
        if step.engine == BUILT_IN
        for note in step.notes
        if note.startswith("fallback")
    ]
    if reasons and out is not None:
        why = ", ".join(dict.fromkeys(reasons))
        said = _WORDS[conversation.scenario.locale]["stood_in"].format(count=len(reasons), why=why)
        out.write(f"\n{said}\n")
