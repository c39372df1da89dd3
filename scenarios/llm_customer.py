"""The customer played by a language model. The program has decided what happens; the model finds the words.

Nothing unchecked is ever shown: the answer is released sentence by sentence, each once the role check has passed it.
Whatever goes wrong, the built-in customer speaks in its place, so that a trainee can always finish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scenarios.built_in import BuiltInCustomer
from scenarios.chat_model import ChatModel, ChatModelError
from scenarios.customer import LLM_ENGINE, Reply, Scene
from scenarios.model_answers import unmasked
from scenarios.prompting import messages_for
from scenarios.role_check import LONGEST, out_of_role
from scenarios.wording import lines_of

SENTENCES = 3
"""Sentences in a spoken reply, at most."""
TRIES = 2
LOOKED_AT, TOO_MANY = 6, 2
"""So many of the last tries that fell out of role show that the model is not up to the part; it is asked no more."""
_REFUSED = "role: "
"""What the note of a try begins with that fell out of role."""


def tries_of(answers: Iterable[tuple[str, Sequence[str]]]) -> tuple[bool, ...]:
    """Return how a model's tries in one attempt went so far, in order: whether each stayed in role.

    Args:
        answers: of every answer the engine that spoke it, and its notes.
    """
    tries: list[bool] = []
    for engine, notes in answers:
        tries += [False for note in notes if note.startswith(_REFUSED)]
        tries += [True] if engine.startswith(LLM_ENGINE) else []
    return tuple(tries)


def is_unfit(tries: Sequence[bool]) -> bool:
    """Tell whether a model has fallen out of role too often of late to go on."""
    return list(tries[-LOOKED_AT:]).count(False) >= TOO_MANY


@dataclass(slots=True)
class LlmCustomer:
    """Plays the customer through a ``ChatModel``.

    Attributes:
        model: the model that finds the words.
        max_tokens: cap of one reply.
        budget: tokens left for this attempt; at 0 the built-in customer takes over. ``None``: no limit.
        mask: takes personal data out of the trainee's words before the model sees them.
        tries: how the tries of this attempt went so far. A model that falls out of role too often gives the part up,
            and the built-in customer plays the rest: a part that changes hands again and again is nobody's.
    """

    model: ChatModel
    max_tokens: int = 160
    budget: int | None = None
    mask: Callable[[str], str] = unmasked
    tries: tuple[bool, ...] = ()
    _stand_in: BuiltInCustomer = field(default_factory=BuiltInCustomer)

    @property
    def engine(self) -> str:
        """Name for traces and screens."""
        return f"{LLM_ENGINE}{self.model.name}"

    def realise(self, scene: Scene) -> Reply:
        """Find words for the plan. The scene is opened with the author's own words, so that nobody waits for it."""
        if not scene.history:
            return self._stand_in.realise(scene)
        reply = Reply(chunks=iter(()), engine=self.engine)
        reply.chunks = self._speak(scene, reply)
        return reply

    def _speak(self, scene: Scene, reply: Reply) -> Iterator[str]:
        unfit = is_unfit(self.tries)
        for place in range(TRIES):
            if unfit:
                reply.notes.append("fallback: unfit")
                break
            if self.budget is not None and self.budget <= 0:
                reply.notes.append("fallback: budget")
                break
            spoke = False
            try:
                for sentence in self._checked(scene, reply, again=place > 0):
                    spoke = True
                    yield sentence
            except ChatModelError as error:
                if spoke:
                    reply.notes.append(f"cut: {error.failure}")
                    return
                reply.notes.append(f"fallback: {error.failure}")
                break
            if spoke:
                self.tries += (True,)
                return
        else:
            # Every try fell out of role: nobody saw it, but an exam is not to hang on such a model.
            reply.void = True
            reply.notes.append("fallback: role")
        reply.engine = self._stand_in.engine
        yield from self._stand_in.realise(scene)

    def _checked(self, scene: Scene, reply: Reply, *, again: bool) -> Iterator[str]:
        """Yield sentences that are in role; stop at the first that is not, and note why."""
        heard = scene.history[-1].text
        said = [turn.text for turn in scene.history if turn.speaker == "customer"]
        shown = ""
        asked = messages_for(scene, mask=self.mask, again=again)
        stream = self.model.stream(asked, max_tokens=self.max_tokens)
        persona = scene.scenario.persona
        try:
            for count, sentence in enumerate(lines_of(iter(stream), names=(persona.name, persona.called))):
                text = shown + sentence
                if shown and len(text) > LONGEST:
                    return
                reason = out_of_role(text, scenario=scene.scenario, state=scene.state, heard=heard, said=said)
                if reason:
                    reply.notes.append(f"{_REFUSED}{reason}")
                    self.tries += (False,)
                    return
                shown = text
                yield sentence
                if count + 1 >= SENTENCES:
                    return
            if not shown:
                raise ChatModelError("empty")
        finally:
            reply.usage += stream.usage
            if self.budget is not None:
                self.budget -= stream.usage.tokens
