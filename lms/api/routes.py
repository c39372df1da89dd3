"""The routes, and the services they call."""

from collections.abc import Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lms.api.health import health
from lms.api.read_aloud import line_aloud
from lms.api.sign_in import sign_in
from lms.people import Sessions
from lms.platform.context import Context
from lms.practice import Practice


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


def routes(services: Callable[[], Services]) -> list[Route]:
    """All routes.

    The endpoints wait for the database, so they are plain functions, which the server runs in threads.

    Args:
        services: gives the house, which is made at the first call.
    """

    def answer_health(_request: Request) -> Response:
        return health(services().context)

    def answer_sign_in(request: Request) -> Response:
        house = services()
        return sign_in(request, house.context, house.sessions)

    def answer_line(request: Request) -> Response:
        house = services()
        return line_aloud(request, house.practice, house.sessions)

    return [
        Route("/healthz", answer_health, methods=["GET"]),
        Route("/signin", answer_sign_in, methods=["GET"]),
        Route("/aloud/{attempt_id}/{seq:int}", answer_line, methods=["GET"]),
    ]
