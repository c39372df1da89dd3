"""What routes share by which another system hands something in: the key of a request, and errors as JSON."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from lms.api.caller import visitor_of
from lms.api.verification import WINDOW_S, Patience
from lms.feedback.api_keys import KeyCard, Scope, key_of
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark, negotiate, translator

NOT_KEPT = {"Cache-Control": "no-store"}
_NO_KEY = mark("Send a key that holds, as “Authorization: Bearer lmsf_…”. An administrator makes one.")
_POST = mark("Hand it in by POST; “GET /api/openapi.json” says how.")
_WAIT = mark("Too many keys that do not hold came from here. Wait a minute.")


def language_of(request: Request, context: Context) -> Translator:
    """The translator of the language that a request asks for."""
    locale = negotiate(request.headers.get("accept-language"), context.settings.locale_default)
    return translator(locale, context.settings.timezone)


def key_in(
    request: Request, context: Context, patience: Patience, scope: Scope, tr: Translator
) -> KeyCard | JSONResponse:
    """The key of a request, if it holds and is for this; else the answer that says so.

    Args:
        request: its headers.
        context: database and settings.
        patience: remembers who comes with keys that do not hold.
        scope: what the route takes.
        tr: language.
    """
    kind, _space, given = request.headers.get("authorization", "").partition(" ")
    key = key_of(context, given.strip(), scope) if kind.lower() == "bearer" else None
    if key is not None:
        return key
    # Asked after the key: many share an address, and none of them shuts out whoever has one that holds.
    visitor = visitor_of(request, context.settings)
    if patience.over(visitor):
        return error_told(tr, 429, "too_many_wrong_keys", LmsError(_WAIT))
    patience.missed(visitor)
    return error_told(tr, 401, "no_key", LmsError(_NO_KEY))


def object_in(body: bytes) -> dict[str, Any]:
    """The JSON object that a body is.

    Raises:
        ValueError: it is none.
    """
    try:
        told = json.loads(body.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(told, dict):
        raise ValueError("no object")  # noqa: TRY004  what is no object is a body that cannot be read
    return told


def posted_only(tr: Translator) -> JSONResponse:
    """The answer to whoever asks for what can only be handed in."""
    answer = error_told(tr, 405, "method", LmsError(_POST))
    answer.headers["Allow"] = "POST"
    return answer


def error_told(
    tr: Translator, status: int, code: str, error: LmsError, field: str = "", **more: Any
) -> JSONResponse:
    """An error: ``code`` for programs, ``message`` in the reader's language, ``field`` where one is at fault."""
    wait = {"Retry-After": str(int(WINDOW_S))} if status == 429 else {}
    challenge = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    told = {"code": code, "message": tr.error(error)} | ({"field": field} if field else {}) | more
    return JSONResponse(told, status_code=status, headers={**NOT_KEPT, **wait, **challenge})
