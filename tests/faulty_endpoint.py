"""An endpoint that speaks the OpenAI protocol over real HTTP and misbehaves as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STRANGE: dict[str, bytes] = {
    "no choices": b'{"answer": "forty-two"}',
    "null choices": b'{"id": "c1", "object": "chat.completion.chunk", "choices": null}',
    "a list": b"[1, 2, 3]",
    "a number": b"42",
    "words that are no text": b'{"id": "c1", "choices": [{"index": 0, "delta": {"content": {"text": ["x"]}}}]}',
    "a delta that is no object": b'{"id": "c1", "choices": [{"index": 0, "delta": "x", "finish_reason": "stop"}]}',
}
DRIP_S = 0.15


class FaultyEndpoint:
    """Answers each request with the next behaviour, and goes on with the last.

    What is asked in the background, held to a shape, is answered out of turn: it would use up a behaviour that was
    meant for a conversation.

    Behaviours: ``answer`` (a whole stream), ``429``, ``500``, ``401``, ``slow`` (nothing for a long while), ``stall``
    (one sentence, then nothing), ``drip`` (a word now and then, without end), ``cut`` (half a stream), ``empty``,
    ``html``, ``nonsense`` (no JSON), the ``STRANGE`` ones (JSON, but not what was asked for), ``error`` (an error in
    the middle of the stream), ``bytes`` (no UTF-8).

    Attributes:
        url: base URL.
        asked: bodies of the requests, in order.
        usage: what a whole answer says of its tokens.
        fill: answers what is held to a shape, by its schema.
    """

    def __init__(self, port: int, *behaviours: str, text: str = "I have been waiting for an hour. ") -> None:
        """Answer on ``port``."""
        self.url = f"http://127.0.0.1:{port}/v1"
        self.asked: list[dict[str, Any]] = []
        self.behaviours = list(behaviours)
        self.text = text
        self.usage: object = {"prompt_tokens": 60, "completion_tokens": 10, "total_tokens": 70}
        self.fill: Callable[[dict[str, Any]], str] = lambda _schema: self.text
        self.released = threading.Event()

    def next(self) -> str:
        """Return what the next request is met with."""
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def faulty_endpoint(
    *behaviours: str, text: str = "I have been waiting for an hour. "
) -> Iterator[FaultyEndpoint]:
    """Serve an endpoint with these behaviours until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(asked)
            if "response_format" in asked:
                schema = asked["response_format"]["json_schema"]["schema"]
                behave(self, endpoint, "answer", endpoint.fill(schema))
            else:
                behave(self, endpoint, endpoint.next(), endpoint.text)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = FaultyEndpoint(server.server_port, *behaviours, text=text)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def behave(handler: BaseHTTPRequestHandler, endpoint: FaultyEndpoint, behaviour: str, text: str) -> None:
    """Answer one request."""
    if behaviour.isdigit():
        body = json.dumps({"error": {"message": "told to", "type": "test"}}).encode()
        handler.send_response(int(behaviour))
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Retry-After", "0.05")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return
    if behaviour == "slow":
        endpoint.released.wait(30)
        handler.close_connection = True
        return
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html" if behaviour == "html" else "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        for event in events(behaviour, text, endpoint.usage):
            handler.wfile.write(event)
            handler.wfile.flush()
            time.sleep(DRIP_S if behaviour == "drip" else 0.005)
    except OSError:
        return  # nobody listens any more
    if behaviour == "stall":
        endpoint.released.wait(30)


def events(behaviour: str, text: str, usage: object) -> Iterator[bytes]:
    """Yield the body of an answer, piece by piece."""
    if behaviour == "nonsense":
        yield b"data: {this is no json\n\n"
    elif behaviour in STRANGE:
        yield b"data: " + STRANGE[behaviour] + b"\n\n"
        yield b"data: [DONE]\n\n"
    elif behaviour == "bytes":
        yield b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe\x80"}}]}\n\n'
    elif behaviour == "error":
        yield chunk("I have ")
        yield b'data: {"error": {"message": "told to", "type": "server_error"}}\n\n'
    elif behaviour == "drip":
        for _ in range(200):
            yield chunk("well ")
    elif behaviour == "html":
        yield b"<html><body>Welcome to the proxy</body></html>"
    elif behaviour == "empty":
        yield chunk("", finish="stop")
        yield b"data: [DONE]\n\n"
    else:
        words = text.split(" ")
        half = len(words) // 2 if behaviour == "cut" else len(words)
        for word in words[:half]:
            yield chunk(word + " ")
        if behaviour == "answer":
            yield chunk("", finish="stop", usage=usage)
            yield b"data: [DONE]\n\n"


def chunk(content: str, *, finish: str | None = None, usage: object = None) -> bytes:
    """Return one server-sent event of a chat completion."""
    body: dict[str, Any] = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "stand-in",
        "choices": [{"index": 0, "delta": {"content": content}, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = usage
    return b"data: " + json.dumps(body).encode() + b"\n\n"
