"""A stand-in for an endpoint that listens and speaks: the OpenAI protocol over real HTTP, misbehaving as told."""

from __future__ import annotations

import io
import json
import math
import threading
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LISTEN, SPEAK = "/v1/audio/transcriptions", "/v1/audio/speech"
RATE = 16_000


def tone(seconds: float, *, volume: float = 0.4, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file with a tone; ``volume`` from 0 to 1."""
    samples = array(
        "h",
        (
            int(32_767 * volume * math.sin(math.tau * 440 * frame / RATE))
            for frame in range(int(RATE * seconds))
            for _ in range(channels)
        ),
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


class SpeechEndpoint:
    """Hears ``heard`` in every recording and hums every line.

    Behaviours, of which each request takes the next and the last goes on: ``answer``, a status (``404``, ``429``,
    ``500`` …), ``slow`` (nothing for a long while), ``html``, ``nonsense`` (no JSON), ``strange`` (JSON without words),
    ``empty`` (nothing), ``silence`` (no words).

    Attributes:
        url: base URL.
        recordings: what was listened to: model, language and the like, with the recording under ``file``.
        lines: what was read aloud: the requests as they came.
        keys: the keys that came along.
    """

    def __init__(self, port: int, *behaviours: str, heard: str) -> None:
        """Answer on ``port``."""
        self.url = f"http://127.0.0.1:{port}/v1"
        self.heard = heard
        self.recordings: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self.behaviours = list(behaviours) or ["answer"]
        self.released = threading.Event()

    def next(self) -> str:
        """Return what the next request is met with."""
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def answer(self, behaviour: str, path: str, line: str) -> tuple[str, bytes]:
        """Type and body of an answer."""
        if behaviour == "html":
            return "text/html", b"<html><body>Welcome to the proxy</body></html>"
        if behaviour == "nonsense":
            return "application/json", b"{this is no json"
        if behaviour == "strange":
            return "application/json", b'{"text": ["forty", 2]}'
        if behaviour == "empty":
            return "application/octet-stream", b""
        if path == LISTEN:
            heard = "" if behaviour == "silence" else self.heard
            return "application/json", json.dumps({"text": heard}).encode()
        # As servers do, it names the type that was asked for and sends what it has.
        return "audio/mpeg", tone(0.05 * min(len(line), 40))


@contextmanager
def speech_endpoint(*behaviours: str, heard: str = "您慢慢说，我在听。") -> Iterator[SpeechEndpoint]:
    """Serve an endpoint with these behaviours until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.keys.add(self.headers.get("Authorization", "").removeprefix("Bearer "))
            line = ""
            if self.path == LISTEN:
                endpoint.recordings.append(_form(self.headers["Content-Type"], body))
            elif self.path == SPEAK:
                endpoint.lines.append(json.loads(body))
                line = endpoint.lines[-1]["input"]
            behaviour = endpoint.next() if self.path in {LISTEN, SPEAK} else "404"
            if behaviour == "slow":
                endpoint.released.wait(30)
                return
            kind, content = endpoint.answer(behaviour, self.path, line)
            self.send_response(int(behaviour) if behaviour.isdigit() else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Retry-After", "0.05")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = SpeechEndpoint(server.server_port, *behaviours, heard=heard)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _form(content_type: str, body: bytes) -> dict[str, Any]:
    """The fields of a multipart form; files as bytes."""
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
    fields: dict[str, Any] = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if name:
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            fields[str(name)] = content if part.get_filename() else content.decode()
    return fields
