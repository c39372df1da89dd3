"""What becomes of a way to the identity provider that did not lead back: the sign-in page is told why.

Streamlit goes back to its page without a word when the provider refuses or its answer does not hold, and shows two
words of plain English when it does not answer. Nobody would know whether to try again.
"""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lms.platform.logging import log
from lms.platform.single_sign_on import CALLBACK

LOGIN = "/auth/login"
COOKIE = b"_streamlit_user="


class ProviderAnswers:
    """Leads whoever did not get in to ``/?sso=refused``, ``failed`` or ``unreachable``."""

    def __init__(self, app: ASGIApp, *, below: str = "") -> None:
        """Wrap ``app``, served below a path of another site where ``below`` is one."""
        self._app, self._below = app, below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = str(scope.get("path", "")).removeprefix(self._below) if scope["type"] == "http" else ""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1")) if path else {}
        # Without a parameter it is the way back from signing out.
        if path != LOGIN and not (path == CALLBACK and query):
            await self._app(scope, receive, send)
            return
        begun = led_away = False

        async def send_or_tell(message: Message) -> None:
            nonlocal begun, led_away
            if message["type"] == "http.response.start":
                begun = True
                outcome = _outcome(path, query, message)
                if outcome:
                    led_away = True
                    await self._lead_away(send, outcome, message)
                    return
            if not led_away:
                await send(message)

        try:
            await self._app(scope, receive, send_or_tell)
        except Exception:
            if begun:
                raise
            log().exception("sso_failed", step=path)
            await self._lead_away(send, "unreachable", {})

    async def _lead_away(self, send: Send, outcome: str, message: Message) -> None:
        log().warning("sso_not_let_in", outcome=outcome)
        # Cookies that Streamlit takes away are to go all the same.
        cookies = [pair for pair in message.get("headers", ()) if pair[0].lower() == b"set-cookie"]
        target = f"{self._below}/?sso={outcome}".encode()
        headers = [
            (b"location", target),
            (b"content-length", b"0"),
            (b"cache-control", b"no-store"),
            *cookies,
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _outcome(path: str, query: dict[str, list[str]], message: Message) -> str | None:
    """Why nobody got in; none where the way goes on."""
    if path == LOGIN:
        return "unreachable" if message["status"] >= 400 else None
    given = [value for name, value in message.get("headers", ()) if name.lower() == b"set-cookie"]
    if any(value.startswith(COOKIE) and not value.startswith(COOKIE + b'""') for value in given):
        return None
    return "refused" if query.get("error") == ["access_denied"] else "failed"
