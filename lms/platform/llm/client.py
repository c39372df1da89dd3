"""Talks to any OpenAI-compatible endpoint: hosted, vLLM, Ollama, llama.cpp."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lms.platform.llm.roles import Endpoint, Role, endpoint_of
from scenarios.chat_model import ChatModelError, Failure, Message, Usage

if TYPE_CHECKING:
    from openai import OpenAI, Stream

    from lms.platform.settings import Settings

LOCAL_KEY = "none"
"""What is sent where no key was set: local servers ask for none, and the client insists on one."""
PROVIDER = "https://api.openai.com/v1"
"""Where no address was set: the client's own."""
CHARACTERS_A_TOKEN = 2
"""For an endpoint that counts no tokens: a cautious mean over Chinese (about 1.5) and English (about 4)."""


class OpenAIChatModel:
    """A model behind an endpoint.

    Retries with back-off on 429 and 5xx are the client's (``max_retries``), honouring ``Retry-After``; an answer
    that has begun is never asked for again here.
    """

    def __init__(self, client: OpenAI, *, name: str, temperature: float, timeout_s: float) -> None:
        """Wrap ``client``; ``timeout_s`` is the time for one whole answer, in seconds."""
        self._client, self._name, self._temperature, self._timeout = client, name, temperature, timeout_s

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Answer:
        """Start an answer of at most ``max_tokens`` tokens."""
        return Answer(self._client, self._name, messages, max_tokens, self._temperature, self._timeout)

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Answer:
        """Start an answer that is JSON after ``schema``."""
        return Answer(
            self._client, self._name, messages, max_tokens, self._temperature, self._timeout, schema=schema
        )


class Answer:
    """One answer as it comes.

    Attributes:
        usage: as the endpoint counted it, or an estimate where it does not; it grows while the answer comes.
    """

    def __init__(
        self,
        client: OpenAI,
        model: str,
        messages: Sequence[Message],
        max_tokens: int,
        temperature: float,
        timeout_s: float,
        *,
        schema: Mapping[str, object] | None = None,
    ) -> None:
        self._client, self._timeout = client, timeout_s
        self._request: dict[str, Any] = {
            "model": model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if schema is not None:
            form = {"name": "answer", "schema": dict(schema), "strict": True}
            self._request["response_format"] = {"type": "json_schema", "json_schema": form}
        self.usage = Usage()
        self._asked = sum(len(m.content) for m in messages) // CHARACTERS_A_TOKEN

    def __iter__(self) -> Iterator[str]:
        """Yield pieces of text.

        Raises:
            ChatModelError: where the endpoint is not reached, refuses, fails, is too slow, or breaks off.
        """
        deadline = time.monotonic() + self._timeout
        begun = finished = False
        stream: Stream[Any] | None = None
        try:
            stream = self._client.chat.completions.create(**self._request)
            self.usage = Usage(self._asked, 0, self._asked)
            for chunk in stream:
                if time.monotonic() > deadline:
                    raise ChatModelError("time_out", f"no whole answer within {self._timeout:g} s")
                counted = _counted(chunk.usage)
                if counted is not None:
                    self.usage = counted
                for choice in chunk.choices[:1]:
                    finished = finished or choice.finish_reason is not None
                    if piece := _text(choice.delta.content) if choice.delta else "":
                        begun = True
                        if counted is None:
                            self.usage += Usage(answered=1, estimated=1)
                        yield piece
        except ChatModelError:
            raise
        except (
            Exception
        ) as error:  # the client, its transport and a broken body all end here, each with its own type
            raise ChatModelError(failure_of(error, begun=begun), type(error).__name__) from error
        finally:
            if stream is not None:
                stream.close()
        if not begun:
            raise ChatModelError("empty")
        if not finished:
            raise ChatModelError("cut", "the stream ended without a finish reason")


def _counted(usage: object) -> Usage | None:
    """What the endpoint counted; none where it names no numbers."""
    asked, answered = (getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens"))
    if not (isinstance(asked, int) and isinstance(answered, int)):
        return None
    return Usage(asked, answered) if asked >= 0 and answered >= 0 else None


def _text(content: object) -> str:
    """The words in a piece, without what no database or page takes: U+0000 and half a surrogate pair.

    The client hands on whatever JSON the endpoint sent.

    Raises:
        ChatModelError: they are no text.
    """
    if content is None:
        return ""
    if not isinstance(content, str):
        raise ChatModelError("cut", f"the words came as {type(content).__name__}, not as text")
    return content.replace("\x00", "").encode("utf-8", errors="ignore").decode("utf-8")


def failure_of(error: Exception, *, begun: bool) -> Failure:
    """Return what an error of the client means.

    Args:
        error: what the client raised.
        begun: whether part of the answer had come.
    """
    import openai

    if isinstance(error, openai.APITimeoutError) or "Timeout" in type(error).__name__:
        return "time_out"
    if begun:
        return "cut"
    if isinstance(error, openai.RateLimitError):
        return "rate_limited"
    if isinstance(error, openai.APIStatusError):
        return "server_error" if error.status_code >= 500 else "refused"
    if isinstance(error, openai.APIConnectionError):
        return "unreachable"
    return "cut"


def chat_model(settings: Settings, role: Role = "customer") -> OpenAIChatModel | None:
    """Return the model that the settings give a role, or ``None`` where none is configured."""
    endpoint = endpoint_of(settings, role)
    return None if endpoint is None else model_at(endpoint, settings)


def model_at(endpoint: Endpoint, settings: Settings) -> OpenAIChatModel:
    """Return the model at an endpoint, with the time-outs and retries of the settings. Nothing is asked yet."""
    import openai

    client = openai.OpenAI(
        api_key=endpoint.api_key.get_secret_value() or LOCAL_KEY,
        # Not left to the client, which would look into OPENAI_BASE_URL by itself.
        base_url=endpoint.base_url or PROVIDER,
        # The read time-out is the wait for the first token and for each one after it.
        timeout=openai.Timeout(
            settings.llm_first_token_timeout_s, connect=min(5.0, settings.llm_first_token_timeout_s)
        ),
        max_retries=settings.llm_retries,
    )
    return OpenAIChatModel(
        client,
        name=endpoint.model,
        temperature=endpoint.temperature,
        timeout_s=settings.llm_timeout_s,
    )
