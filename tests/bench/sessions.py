"""Visitors without a browser: sessions that speak Streamlit's websocket protocol, many in one process.

One visitor opens a conversation page and says things, as the page's own JavaScript would: the widget's value goes up
in a BackMsg, and the run that answers it comes down in ForwardMsgs. Messages are counted as answered when the script
run has finished and drew no exception.
"""

import asyncio
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.servers import Server

PATIENCE_S = 60.0
OPENING_AT_ONCE = 8


class PageFailed(Exception):
    """The page drew an exception, ended in an error, or has nothing to type into."""


@dataclass(frozen=True)
class Visit:
    """Where a visitor goes.

    Attributes:
        page: The page's ``url_path``; empty for the first page.
        query: The query string without question mark.
        cookie: The ``Cookie`` header; empty for none.
    """

    page: str = ""
    query: str = ""
    cookie: str = ""


@dataclass
class Visitor:
    """One open session."""

    socket: ClientConnection
    visit: Visit
    script: str = ""
    input_id: str = ""
    fragment: str = ""
    texts: list[str] = field(default_factory=list)

    async def open(self) -> float:
        """Draw the page for the first time; seconds until it was complete."""
        message = BackMsg()
        message.rerun_script.query_string = self.visit.query
        message.rerun_script.page_name = self.visit.page
        return await self._run(message)

    async def say(self, words: str) -> float:
        """Type into the page's chat input; seconds until the run that answers had finished.

        Raises:
            PageFailed: there is no chat input, or the run failed.
        """
        if not self.input_id:
            raise PageFailed(f"{self.visit} has no chat input; it shows {self.texts[-5:]}")
        message = BackMsg()
        message.rerun_script.query_string = self.visit.query
        message.rerun_script.page_script_hash = self.script
        message.rerun_script.fragment_id = self.fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = self.input_id
        widget.chat_input_value.data = words
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        began = time.perf_counter()
        self.texts.clear()
        await self.socket.send(message.SerializeToString())
        while True:
            received = ForwardMsg()
            raw = await asyncio.wait_for(self.socket.recv(), PATIENCE_S)
            received.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            if self._took(received):
                return time.perf_counter() - began

    def _took(self, received: ForwardMsg) -> bool:
        """Take note of one message; True when the run it belongs to is over."""
        kind = received.WhichOneof("type")
        if kind == "new_session":
            self.script = received.new_session.page_script_hash
        elif kind == "delta" and received.delta.WhichOneof("type") == "new_element":
            self._saw(received)
        elif kind == "script_finished":
            status = received.script_finished
            if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise PageFailed("The page does not compile")
            return status != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _saw(self, received: ForwardMsg) -> None:
        element = received.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailed(f"{element.exception.type}: {element.exception.message}")
        if kind == "chat_input":
            self.input_id = element.chat_input.id
            self.fragment = received.delta.fragment_id
        elif kind in {"markdown", "text"}:
            self.texts.append(element.markdown.body if kind == "markdown" else element.text.body)


@dataclass(frozen=True)
class Round:
    """What one round of many visitors cost.

    Attributes:
        turns: Turns that were answered.
        seconds: From the first turn to the last answer.
        cpu: CPU seconds the server used meanwhile.
        waits: Seconds each turn waited.
        opening: Seconds each page took to open.
    """

    turns: int
    seconds: float
    cpu: float
    waits: tuple[float, ...]
    opening: tuple[float, ...]


async def open_all(server: Server, visits: list[Visit]) -> tuple[list[Visitor], list[float]]:
    """Open a page for each visit, a few at a time; the visitors and how long each waited."""
    gate = asyncio.Semaphore(OPENING_AT_ONCE)

    async def arrive(visit: Visit) -> tuple[Visitor, float]:
        async with gate:
            visitor = Visitor(await _connected(server, visit), visit)
            return visitor, await visitor.open()

    arrived = await asyncio.gather(*(arrive(visit) for visit in visits))
    return [visitor for visitor, _ in arrived], [wait for _, wait in arrived]


async def leave_all(visitors: list[Visitor]) -> None:
    """Close every session."""
    await asyncio.gather(*(visitor.socket.close() for visitor in visitors))


async def talk(server: Server, visits: list[Visit], lines: list[str]) -> Round:
    """All visitors open their pages, then all say ``lines`` one after the other without a pause.

    Opening is not part of ``seconds`` and ``cpu``.
    """
    visitors, opening = await open_all(server, visits)

    async def speak(visitor: Visitor) -> list[float]:
        return [await visitor.say(line) for line in lines]

    cpu, began = server.cpu(), time.perf_counter()
    waits = [wait for spoken in await asyncio.gather(*map(speak, visitors)) for wait in spoken]
    seconds, cpu = time.perf_counter() - began, server.cpu() - cpu
    await leave_all(visitors)
    return Round(len(waits), seconds, cpu, tuple(waits), tuple(opening))


async def _connected(server: Server, visit: Visit) -> ClientConnection:
    return await connect(
        f"{server.url.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": visit.cookie} if visit.cookie else None,
        max_size=None,
        ping_interval=None,
        compression=None,
        proxy=None,
    )
