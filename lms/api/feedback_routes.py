"""The routes by which feedback and figures come in: from other systems, and from customers by a branch's QR code."""

from collections.abc import Callable
from typing import Protocol

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lms.api import badges, feedback, figures, keyed, say
from lms.api.bodies import TooLong, body_of
from lms.api.verification import Patience
from lms.feedback.visitor_limit import VisitorLimit
from lms.platform.context import Context

TEXTS_AT_ONCE = 8
"""Texts read and kept at the same time: others wait without a thread."""


class Installed(Protocol):
    """What these routes need of the house."""

    @property
    def context(self) -> Context:
        """Database, settings and clock."""
        ...


def feedback_routes(services: Callable[[], Installed], *, below: str = "") -> list[Route]:
    """The routes; their arguments are those of ``routes``."""
    keys, writers, taking_in = Patience(), Patience(), CapacityLimiter(TEXTS_AT_ONCE)
    limit = VisitorLimit()

    async def answer_feedback(request: Request) -> Response:
        context, body = services().context, await _short(request, feedback.MOST_BYTES)
        return await to_thread.run_sync(feedback.receive, request, body, context, keys, limiter=taking_in)

    async def answer_figures(request: Request) -> Response:
        context, body = services().context, await _short(request, figures.MOST_BYTES)
        return await to_thread.run_sync(
            figures.receive_figures, request, body, context, keys, limiter=taking_in
        )

    def answer_description(request: Request) -> Response:
        return feedback.description(badges.public_address(request, services().context, below))

    def answer_say(request: Request) -> Response:
        return say.ask(request, services().context)

    async def answer_said(request: Request) -> Response:
        context, body = services().context, await _short(request, say.MOST_BYTES)
        return await to_thread.run_sync(say.take, request, body, context, writers, limit, limiter=taking_in)

    def answer_other_method(request: Request) -> Response:
        # Without a route of their own these would be given the portal's page, with 200.
        return keyed.posted_only(keyed.language_of(request, services().context))

    return [
        Route(f"{below}/api/feedback", answer_feedback, methods=["POST"]),
        Route(f"{below}/api/figures", answer_figures, methods=["POST"]),
        *(
            Route(f"{below}/api/{name}", answer_other_method, methods=["GET", "PUT", "PATCH", "DELETE"])
            for name in ("feedback", "figures")
        ),
        Route(f"{below}/api/openapi.json", answer_description, methods=["GET"]),
        Route(f"{below}/say/{{code}}", answer_say, methods=["GET"]),
        Route(f"{below}/say/{{code}}", answer_said, methods=["POST"]),
    ]


async def _short(request: Request, most: int) -> bytes | None:
    """The body; none where it is too long."""
    try:
        return await body_of(request, most=most)
    except TooLong:
        return None
