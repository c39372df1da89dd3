"""What a badge points at, and the files of a certificate.

``/badges/issuer``, ``/badges/keys`` and ``/badges/status/<n>`` are for whoever checks a badge: who issued it, with
which keys, and what was withdrawn; they tell nothing of anybody. ``/certificates/<number>.pdf`` and the like are for
its owner and those who may see their progress.
"""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from lms.api.sign_in import COOKIE, from_elsewhere
from lms.learning.certificates import CertificateCard, certificate
from lms.learning.certificates.credential import (
    credential,
    enveloped,
    issuer_profile,
    key_set,
    signed,
    status_list,
)
from lms.learning.certificates.keys import published_keys
from lms.people import Sessions
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.platform.i18n import negotiate, translator

LONGEST = 80
LAST_LIST = 10_000
OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
NOT_KEPT = {"Cache-Control": "no-store"}
VC_JWT = "application/vc+jwt"
_KINDS = {"pdf": "application/pdf", "jwt": VC_JWT, "json": "application/json", "svg": "image/svg+xml"}


def public_address(request: Request, context: Context, below: str = "") -> str:
    """The portal's address as it stands on certificates: the one set, else the one that was asked."""
    return context.settings.public_url or f"{request.url.scheme}://{request.url.netloc}{below}"


def issuer(request: Request, context: Context, *, below: str = "") -> Response:
    """The issuer's profile, with where its keys are."""
    base = public_address(request, context, below)
    return _json(
        {"@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]}
        | issuer_profile(context, base)
    )


def keys(_request: Request, context: Context) -> Response:
    """Every public key as a JWK set."""
    return _json(key_set(context))


def key(request: Request, context: Context) -> Response:
    """One public key as a JWK: what the ``kid`` of a badge leads to."""
    found = published_keys(context).get(str(request.path_params["kid"])[:LONGEST])
    return Response(status_code=404, headers=NOT_KEPT) if found is None else _json(found)


def status(request: Request, context: Context, *, below: str = "") -> Response:
    """One list of what was withdrawn, signed."""
    number = request.path_params["number"]
    if number > LAST_LIST:
        return Response(status_code=404, headers=NOT_KEPT)
    base = public_address(request, context, below)
    return Response(
        signed(context, status_list(context, base, number), base), media_type=VC_JWT, headers=OPEN
    )


def download(request: Request, context: Context, sessions: Sessions, *, below: str = "") -> Response:
    """A certificate as a file; 401 signed out, 403 asked by another site, 404 not theirs, 410 withdrawn."""
    if from_elsewhere(request):
        return Response(status_code=403, headers=NOT_KEPT)
    actor = sessions.actor_for(request.cookies.get(COOKIE))
    tr = translator(
        negotiate(request.headers.get("accept-language"), context.settings.locale_default),
        context.settings.timezone,
    )
    if actor is None:
        return _told(tr.gettext("Sign in to the portal first, then open the certificate again."), 401)
    number, _dot, kind = str(request.path_params["file"])[:LONGEST].rpartition(".")
    try:
        card = certificate(context, actor=actor, number=number)
    except (NotFound, Forbidden):
        return Response(status_code=404, headers=NOT_KEPT)
    if kind not in _KINDS:
        return Response(status_code=404, headers=NOT_KEPT)
    if card.holding == "revoked":
        return _told(tr.gettext("This certificate was withdrawn"), 410)
    return Response(
        _file(context, card, public_address(request, context, below), kind),
        media_type=_KINDS[kind],
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="certificate-{card.number}.{kind}"',
        },
    )


def _file(context: Context, card: CertificateCard, base: str, kind: str) -> bytes:
    if kind == "pdf":
        from lms.learning.certificates.paper import sheet

        return sheet(context, card, base)
    token = signed(context, credential(context, card, base), base)
    if kind == "svg":
        from lms.learning.certificates.picture import baked

        return baked(card, token).encode()
    return (json.dumps(enveloped(token), indent=2) if kind == "json" else token).encode()


def _told(sentence: str, status_code: int) -> PlainTextResponse:
    return PlainTextResponse(sentence, status_code=status_code, headers=NOT_KEPT)


def _json(value: dict[str, Any]) -> JSONResponse:
    return JSONResponse(value, headers=OPEN)
