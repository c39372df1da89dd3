"""Models on this machine are found and offered."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lms.platform.llm import local_servers
from lms.platform.llm.local import MOST


@contextmanager
def listening(body: bytes) -> Iterator[int]:
    """A server on the loopback that answers every GET with ``body``; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/v1/models" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def _listing(*models: str) -> bytes:
    return json.dumps({"object": "list", "data": [{"id": model} for model in models]}).encode()


def test_a_server_is_found_with_its_models_and_the_lines_that_would_use_it() -> None:
    with listening(_listing("qwen2.5:7b", "llama3.2")) as port:
        (found,) = local_servers({"Ollama": port})
    assert (found.name, found.models) == ("Ollama", ("qwen2.5:7b", "llama3.2"))
    assert found.settings == f"LMS_LLM_BASE_URL=http://127.0.0.1:{port}/v1\nLMS_LLM_MODEL=qwen2.5:7b"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>a web page</html>",
        b"[]",
        b'{"data": []}',
        b'{"data": [{"name": "x"}]}',
        b'{"data": 7}',
        b"\xff",
    ],
)
def test_another_program_on_the_port_is_no_model(body: bytes) -> None:
    with listening(body) as port:
        assert local_servers({"vLLM": port}) == ()


def test_where_nobody_listens_nothing_is_found() -> None:
    with listening(b"") as port:
        pass
    assert local_servers({"LM Studio": port, "llama.cpp": port}) == ()
    assert local_servers({}) == ()


def test_a_server_with_very_many_models_is_named_with_some() -> None:
    with listening(_listing(*(f"model-{n}" for n in range(50)))) as port:
        (found,) = local_servers({"vLLM": port})
    assert len(found.models) == MOST
