"""``GET /signin?ticket=…``: exchanges a one-time ticket for the cookie that the portal reads.

A page of the portal cannot set a cookie that scripts cannot read; a route can.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lms.people import Sessions
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import Translator, negotiate, translator

COOKIE = "lms_session"
LONGEST_TICKET = 200
# The ticket stands in the address: no page, proxy or cache may keep it or pass it on.
DISCREET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
NO_SCRIPTS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}

PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; font: 1.05rem/1.7 system-ui, sans-serif }}
</style>
<h1>{title}</h1>
<p>{sentence}</p>
<p><a href="{home}">{back}</a></p>
</html>
"""


def sign_in(request: Request, context: Context, sessions: Sessions, *, below: str = "") -> Response:
    """Redeem the ticket and go to the portal; a ticket that is no longer good gets a page that says so.

    Args:
        request: with the ticket.
        context: database, settings and clock.
        sessions: where tickets are redeemed.
        below: the path of another site below which the portal is served.
    """
    home = f"{below}/"
    tr = translator(
        negotiate(request.headers.get("accept-language"), context.settings.locale_default),
        context.settings.timezone,
    )
    if request.method != "GET":
        # A HEAD by a link checker must not use the ticket up.
        return Response(status_code=405, headers={**DISCREET, "Allow": "GET"})
    ticket = request.query_params.get("ticket", "")
    if from_elsewhere(request) or not 0 < len(ticket) <= LONGEST_TICKET:
        return _refusal(
            tr, home, tr.gettext("This is not a sign-in link of this portal. Please sign in again.")
        )
    try:
        token = sessions.redeem_ticket(ticket)
    except Refused as error:
        return _refusal(tr, home, tr.error(error))
    response = RedirectResponse(home, status_code=303, headers=DISCREET)
    response.set_cookie(
        COOKIE,
        token,
        max_age=context.settings.session_hours * 3600,
        path=below or "/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


def from_elsewhere(request: Request) -> bool:
    """Whether another site led here: somebody could slip a visitor into an account that is not theirs."""
    return request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}


def _refusal(tr: Translator, home: str, sentence: str) -> HTMLResponse:
    page = PAGE.format(
        lang=tr.locale,
        title=escape(tr.gettext("Sign in")),
        sentence=escape(sentence),
        home=escape(home),
        back=escape(tr.gettext("Back to the sign-in page")),
    )
    return HTMLResponse(page, status_code=410, headers={**DISCREET, **NO_SCRIPTS})
