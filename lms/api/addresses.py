"""Addresses of pages have one part: what is deeper leads to a page that says so, and not to an empty window."""

from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Where a document may lie deeper: Streamlit's own, such as a component in its frame; what strangers verify and write.
OWN = ("_stcore", "component", "media", "static", "app", "verify", "say")


class FlatAddresses:
    """Sends a browser that asks for ``/practice/`` or ``/a/b`` to ``/practice`` or ``/a-b``.

    Streamlit answers any address with its page, whose scripts are named from where it lies: below the top level they
    are not found, and nothing is drawn. At the top level the portal says that there is no such page.
    """

    def __init__(self, app: ASGIApp, *, below: str = "") -> None:
        """Wrap ``app``, served below a path of another site where ``below`` is one."""
        self._app, self._below = app, below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        target = _flat(scope, self._below)
        if target is None:
            await self._app(scope, receive, send)
            return
        away = False

        async def send_or_lead_away(message: Message) -> None:
            nonlocal away
            if message["type"] == "http.response.start" and _is_page(message):
                away = True
                await send(
                    {
                        "type": "http.response.start",
                        "status": 307,
                        "headers": [(b"location", target.encode()), (b"content-length", b"0")],
                    }
                )
                await send({"type": "http.response.body", "body": b""})
            elif not away:
                await send(message)

        await self._app(scope, receive, send_or_lead_away)


def _flat(scope: Scope, below: str) -> str | None:
    """Where to send a browser that opens a page below the top level; none where that is not asked."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    wanted = dict(scope["headers"]).get(b"accept", b"")
    if b"text/html" not in wanted or not scope["path"].startswith(f"{below}/"):
        return None
    path = scope["path"].removeprefix(below)
    parts = [part for part in path.split("/") if part]
    if not parts or parts[0] in OWN or path == f"/{parts[0]}":
        return None
    query = scope["query_string"].decode("latin-1")
    return quote(f"{below}/{'-'.join(parts)}") + (f"?{query}" if query else "")


def _is_page(message: Message) -> bool:
    headers: dict[bytes, bytes] = dict(message.get("headers", ()))
    return bool(message["status"] == 200) and headers.get(b"content-type", b"").startswith(b"text/html")
