"""``GET /verify/<number>``: whether a certificate holds, for anybody who has its number, signed in or not.

It says what stands on the sheet and nothing more: no reason, no branch, no other certificate. Numbers cannot be
guessed; whoever tries many is asked to wait.
"""

import threading
import time
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lms.api.caller import visitor_of
from lms.api.languages import language_of, other_language
from lms.learning.certificates import CertificateCard, issuer_names, look_up, tidy_number
from lms.platform.context import Context
from lms.platform.i18n import Translator, mark
from lms.platform.recent import Recent

LONGEST = 80
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
}
MISSES, WINDOW_S, REMEMBERED = 20, 60.0, 4_096
_HEADLINES = {
    "valid": mark("This certificate is valid"),
    "expired": mark("This certificate has expired"),
    "revoked": mark("This certificate was withdrawn"),
}
_SIGNS = {"valid": "✓", "expired": "◷", "revoked": "✕", "unknown": "?"}

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; --ground: #f4f7f7; --card: #fff; --ink: #1f2629; --soft: #5a666b;
    --line: #dfe6e7; --deep: #0b6470; --valid: #1c7a43; --expired: #8a5a00; --revoked: #b3261e; --unknown: #5a666b }}
  @media (prefers-color-scheme: dark) {{ :root {{ --ground: #101719; --card: #182124; --ink: #e7eced; --soft: #a3b0b4;
    --line: #2b3639; --deep: #6cc5cc; --valid: #6fd39b; --expired: #f0bf6a; --revoked: #ff9a90; --unknown: #a3b0b4 }} }}
  * {{ box-sizing: border-box }}
  body {{ margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 1.25rem;
    background: var(--ground); color: var(--ink); line-height: 1.6;
    font-family: -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }}
  header, main, footer {{ width: 100%; max-width: 34rem }}
  header {{ display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; padding: .5rem 0 1.25rem }}
  header b {{ color: var(--deep); font-weight: 600 }}
  a {{ color: var(--deep) }}
  a:focus-visible, input:focus-visible, button:focus-visible {{ outline: 2px solid var(--deep); outline-offset: 2px }}
  main {{ background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.75rem }}
  .sign {{ width: 3.25rem; height: 3.25rem; border-radius: 50%; border: 2px solid; display: grid; place-items: center;
    font-size: 1.6rem; line-height: 1 }}
  .valid {{ color: var(--valid) }} .expired {{ color: var(--expired) }}
  .revoked {{ color: var(--revoked) }} .unknown {{ color: var(--unknown) }}
  h1 {{ font-size: 1.4rem; line-height: 1.35; margin: .9rem 0 .25rem; text-wrap: balance }}
  p {{ margin: .25rem 0; color: var(--soft); text-wrap: pretty }}
  dl {{ margin: 1.5rem 0 0; border-top: 1px solid var(--line) }}
  dl > div {{ display: grid; grid-template-columns: 8.5rem 1fr; gap: .25rem 1rem; padding: .75rem 0;
    border-bottom: 1px solid var(--line) }}
  dt {{ color: var(--soft) }}
  dd {{ margin: 0; overflow-wrap: anywhere }}
  dd.number {{ font-variant-numeric: tabular-nums; letter-spacing: .03em }}
  form {{ display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.25rem; align-items: end }}
  label {{ flex: 1 1 14rem; color: var(--soft); font-size: .92rem }}
  input {{ display: block; width: 100%; margin-top: .3rem; font: inherit; font-size: max(16px, 1rem);
    padding: .6rem .75rem; color: inherit; background: var(--ground); border: 1px solid var(--line);
    border-radius: .6rem }}
  button {{ font: inherit; min-height: 2.9rem; padding: 0 1.25rem; border: 0; border-radius: .6rem;
    background: var(--deep); color: var(--card); cursor: pointer }}
  footer {{ padding: 1.25rem 0; color: var(--soft); font-size: .9rem }}
  @media (max-width: 30rem) {{ main {{ padding: 1.25rem }} dl > div {{ grid-template-columns: 1fr; gap: 0 }} }}
  @media print {{ header a, form {{ display: none }} main {{ border: 0 }} }}
</style>
</head>
<body>
<header><b>{issuer}</b>{switch}</header>
<main>
<div class="sign {state}" aria-hidden="true">{sign}</div>
<h1>{title}</h1>
<p>{sentence}</p>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"""


class Patience:
    """Counts the numbers that a visitor asked for and that are none; too many in a minute, and they wait.

    For one process: eighty random bits keep numbers from being guessed, this keeps the guessing from costing much.
    """

    def __init__(self) -> None:
        """Start with nobody remembered."""
        self._lock = threading.Lock()
        self._misses: Recent[str] = Recent(window_s=WINDOW_S, remembered=REMEMBERED)

    def over(self, visitor: str) -> bool:
        """Whether a visitor is to wait."""
        with self._lock:
            return self._misses.many(visitor, time.monotonic()) >= MISSES

    def missed(self, visitor: str) -> None:
        """A visitor asked for a number that is none."""
        with self._lock:
            self._misses.add(visitor, time.monotonic())


def verify(request: Request, context: Context, patience: Patience, *, below: str = "") -> Response:
    """The page: 200 where there is such a certificate, 404 where not, 429 for whoever asked for too many.

    Args:
        request: with the number in its path, or typed into the form.
        context: database, settings and clock.
        patience: remembers who asked for what is not there.
        below: the path of another site below which the portal is served.
    """
    tr = language_of(request, context)
    asked = str(request.path_params.get("number", ""))[:LONGEST]
    typed = request.query_params.get("number", "")[:LONGEST]
    if not asked and typed:
        # Typed off a sheet: the address is then one that can be kept and passed on.
        number = tidy_number(typed) or "unknown"
        return RedirectResponse(f"{below}/verify/{number}?lang={tr.locale}", status_code=303, headers=HEADERS)
    if not asked:
        return _ask(context, tr, below)
    visitor = visitor_of(request, context.settings)
    if patience.over(visitor):
        return _too_many(context, tr)
    card = look_up(context, asked)
    if card is None:
        patience.missed(visitor)
        return _unknown(context, tr, below)
    return _found(context, tr, card)


def _found(context: Context, tr: Translator, card: CertificateCard) -> Response:
    _ = tr.gettext
    rows = [
        (_("Issued to"), card.name(tr.locale), ""),
        (_("Certifies"), card.title(tr.locale), ""),
        (_("Completed on"), tr.date(card.completed_on, "long"), ""),
    ]
    if card.holding != "revoked":
        until = tr.date(card.valid_until, "long") if card.valid_until else _("no end date")
        rows.append((_("Valid until"), until, ""))
    rows.append((_("Number"), card.number, ' class="number"'))
    listed = "".join(
        f"<div><dt>{escape(what)}</dt><dd{kind}>{escape(said)}</dd></div>" for what, said, kind in rows
    )
    today = tr.date(context.today(), "long")
    match card.holding:
        case "valid":
            sentence = _("Checked today, {day}.").format(day=today)
        case "expired":
            sentence = _("It held until {day}.").format(
                day=tr.date(card.valid_until or card.completed_on, "long")
            )
        case _:
            sentence = _("It holds no more since {day}.").format(
                day=tr.date(card.revoked_at or card.issued_at, "long")
            )
    return _page(
        context,
        tr,
        state=card.holding,
        title=_(_HEADLINES[card.holding]),
        sentence=sentence,
        body=f"<dl>{listed}</dl>",
    )


def _unknown(context: Context, tr: Translator, below: str) -> Response:
    _ = tr.gettext
    return _page(
        context,
        tr,
        state="unknown",
        title=_("We know no certificate of this number"),
        sentence=_("Perhaps a letter was misread. Compare it with the sheet and type it once more."),
        body=_form(tr, below),
        status=404,
    )


def _ask(context: Context, tr: Translator, below: str) -> Response:
    _ = tr.gettext
    return _page(
        context,
        tr,
        state="unknown",
        title=_("Verify a certificate"),
        sentence=_("Type the number that stands on the sheet."),
        body=_form(tr, below),
    )


def _too_many(context: Context, tr: Translator) -> Response:
    _ = tr.gettext
    answer = _page(
        context,
        tr,
        state="unknown",
        title=_("Please wait a minute"),
        sentence=_("Many numbers that do not exist were asked for from here. Then open the address again."),
        body="",
        status=429,
    )
    answer.headers["Retry-After"] = str(int(WINDOW_S))
    return answer


def _form(tr: Translator, below: str) -> str:
    _ = tr.gettext
    return (
        f'<form action="{escape(below)}/verify" method="get"><input type="hidden" name="lang" value="{tr.locale}">'
        f'<label>{escape(_("Number of the certificate"))}<input name="number" required maxlength="40" '
        'autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="XXXX-XXXX-XXXX-XXXX"></label>'
        f"<button>{escape(_('Verify'))}</button></form>"
    )


def _page(
    context: Context,
    tr: Translator,
    *,
    state: str,
    title: str,
    sentence: str,
    body: str,
    status: int = 200,
) -> HTMLResponse:
    zh, en = issuer_names(context)
    html = PAGE.format(
        lang=tr.locale,
        title=escape(title),
        issuer=escape(zh if tr.locale == "zh-CN" else en),
        switch=other_language(tr),
        state=state,
        sign=_SIGNS[state],
        sentence=escape(sentence),
        body=body,
        footer=escape(
            tr.gettext("This page shows what stands on the certificate, and nothing else about anybody.")
        ),
    )
    return HTMLResponse(html, status_code=status, headers={**HEADERS, "Content-Language": tr.locale})
