"""Who plays the customer in the terminal, told before and after the conversation, on standard error."""

from typing import TYPE_CHECKING

from lms.cli.speech import say
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


def tell_player(engine: str, locale: Locale) -> None:
    """Say who plays: ``built-in``, or ``llm:`` and a model."""
    words = _WORDS[locale]
    model = engine.removeprefix(LLM_ENGINE)
    say(words["built-in"] if engine == BUILT_IN else words["model"].format(model=model))


def tell_stand_in(conversation: "Conversation") -> None:
    """Say for how many turns the built-in customer stepped in for a model, and why; nothing where it did not."""
    reasons = [
        note.partition(": ")[2]
        for step in conversation.steps
        if step.engine == BUILT_IN
        for note in step.notes
        if note.startswith("fallback")
    ]
    if reasons:
        why = ", ".join(dict.fromkeys(reasons))
        say(_WORDS[conversation.scenario.locale]["stood_in"].format(count=len(reasons), why=why))
