"""Looks for language models on this machine, on the ports their servers usually listen on. Nothing is used unasked."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

PORTS: Mapping[str, int] = {"Ollama": 11434, "llama.cpp": 8080, "vLLM": 8000, "LM Studio": 1234}
"""Servers that speak the OpenAI protocol, with the port each has unless told otherwise."""
WAIT_S = 0.7
MOST = 20
"""Models named of one server."""


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that was found.

    Attributes:
        name: whose usual port it is; another program may sit there.
        base_url: for ``LMS_LLM_BASE_URL``.
        models: ids for ``LMS_LLM_MODEL``, at most ``MOST``.
    """

    name: str
    base_url: str
    models: tuple[str, ...]

    @property
    def settings(self) -> str:
        """The lines of ``.env`` that have its first model play the customer."""
        return f"LMS_LLM_BASE_URL={self.base_url}\nLMS_LLM_MODEL={self.models[0]}"


def local_servers(ports: Mapping[str, int] = PORTS) -> tuple[LocalServer, ...]:
    """Return the servers that answer on the loopback and name a model; it takes a second at most and never raises."""
    with ThreadPoolExecutor(max(1, len(ports))) as pool:
        found = pool.map(_ask, ports, ports.values())
    return tuple(server for server in found if server is not None)


def _ask(name: str, port: int) -> LocalServer | None:
    import httpx2

    base_url = f"http://127.0.0.1:{port}/v1"
    try:
        # No proxy of the environment stands between a machine and itself.
        with httpx2.Client(timeout=WAIT_S, trust_env=False) as client:
            listed = client.get(f"{base_url}/models").json()
        models = tuple(str(model["id"]) for model in listed["data"] if str(model["id"]).isprintable())
    except (httpx2.HTTPError, ValueError, KeyError, TypeError):
        return None
    return LocalServer(name, base_url, models[:MOST]) if models else None
