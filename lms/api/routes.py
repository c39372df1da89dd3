"""The routes, and the services they call."""

from collections.abc import Callable
from typing import Protocol

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lms.api import badges
from lms.api.feedback_routes import feedback_routes
from lms.api.health import health
from lms.api.own_data import own_data
from lms.api.read_aloud import line_aloud
from lms.api.sign_in import sign_in
from lms.api.verification import Patience, verify
from lms.people import Sessions
from lms.platform.context import Context
from lms.practice import Practice

LINES_AT_ONCE = 8
"""Lines spoken at the same time; others wait without a thread, so that a slow voice keeps nobody from signing in."""

SHEETS_AT_ONCE = 2
"""Certificates drawn at the same time: each takes a processor for a second."""


class Services(Protocol):
    """What the routes need of the house."""

    @property
    def context(self) -> Context:
        """Database, settings and clock."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The same sessions that the pages ask."""
        ...

    @property
    def practice(self) -> Practice:
        """The practice room."""
        ...


def routes(services: Callable[[], Services], *, below: str = "") -> list[Route]:
    """All routes.

    The endpoints wait for the database, so they are plain functions, which the server runs in threads. Speech may
    take seconds, so it has threads of its own.

    Args:
        services: gives the house, which is made at the first call.
        below: the path of another site below which the portal is served, ``/training``. What watches over the
            process asks it for its health without, as nothing stands between them.
    """

    def answer_health(_request: Request) -> Response:
        return health(services().context)

    def answer_sign_in(request: Request) -> Response:
        house = services()
        return sign_in(request, house.context, house.sessions, below=below)

    def answer_own_data(request: Request) -> Response:
        house = services()
        return own_data(request, house.context, house.sessions)

    patience, drawing = Patience(), CapacityLimiter(SHEETS_AT_ONCE)

    def answer_verify(request: Request) -> Response:
        return verify(request, services().context, patience, below=below)

    def answer_issuer(request: Request) -> Response:
        return badges.issuer(request, services().context, below=below)

    def answer_keys(request: Request) -> Response:
        return badges.keys(request, services().context)

    def answer_key(request: Request) -> Response:
        return badges.key(request, services().context)

    def answer_status(request: Request) -> Response:
        return badges.status(request, services().context, below=below)

    async def answer_certificate(request: Request) -> Response:
        house = services()

        def answer() -> Response:
            return badges.download(request, house.context, house.sessions, below=below)

        return await to_thread.run_sync(answer, limiter=drawing)

    speaking = CapacityLimiter(LINES_AT_ONCE)

    async def answer_line(request: Request) -> Response:
        house = services()
        return await to_thread.run_sync(line_aloud, request, house.practice, house.sessions, limiter=speaking)

    return [
        *(Route(path, answer_health, methods=["GET"]) for path in sorted({"/healthz", f"{below}/healthz"})),
        Route(f"{below}/signin", answer_sign_in, methods=["GET"]),
        Route(f"{below}/my-data.zip", answer_own_data, methods=["GET"]),
        Route(f"{below}/verify", answer_verify, methods=["GET"]),
        Route(f"{below}/verify/{{number:path}}", answer_verify, methods=["GET"]),
        Route(f"{below}/badges/issuer", answer_issuer, methods=["GET"]),
        Route(f"{below}/badges/keys", answer_keys, methods=["GET"]),
        Route(f"{below}/badges/keys/{{kid}}", answer_key, methods=["GET"]),
        Route(f"{below}/badges/status/{{number:int}}", answer_status, methods=["GET"]),
        Route(f"{below}/certificates/{{file}}", answer_certificate, methods=["GET"]),
        *feedback_routes(services, below=below),
        Route(f"{below}/aloud/{{attempt_id}}/{{seq:int}}", answer_line, methods=["GET"]),
    ]
