"""``/say/<code>``: a customer writes to a branch. No script, no cookie, no sign-in; large words, both languages."""

from datetime import timedelta
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lms.api.caller import visitor_of
from lms.api.languages import language_of, other_language
from lms.api.verification import HEADERS, Patience
from lms.feedback.cases.clocks import DAYS
from lms.feedback.receiving import LONGEST_SAID
from lms.feedback.visitor_limit import VisitorLimit
from lms.feedback.visitors import LONGEST, Busy, Closed, Invitation, Stale, invited_to, new_form, write_in
from lms.platform.context import Context
from lms.platform.errors import LmsError, Refused
from lms.platform.i18n import Translator, as_locale, mark, translator

MOST_BYTES = 32_768
TRAP = "website"
"""A field that no person sees: what fills it in is a program."""
_ENDLESS = mark(
    "This is far more than fits here. Go back in your browser, where your words still are, and shorten them to {count} "
    "characters."
)
_WAIT = mark("Much was sent from here within a minute. Please wait a little and send it once more.")

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; --ground: #f4f7f7; --card: #fff; --ink: #1f2629; --soft: #4d595e;
    --line: #7d898d; --deep: #0b6470; --wrong: #b3261e }}
  @media (prefers-color-scheme: dark) {{ :root {{ --ground: #101719; --card: #182124; --ink: #e7eced; --soft: #b4c0c4;
    --line: #6b777b; --deep: #6cc5cc; --wrong: #ff9a90 }} }}
  * {{ box-sizing: border-box }}
  body {{ margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 1.25rem;
    background: var(--ground); color: var(--ink); font-size: 1.25rem; line-height: 1.6;
    font-family: -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }}
  header, main, footer {{ width: 100%; max-width: 36rem }}
  header {{ display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; padding: .5rem 0 1.25rem }}
  header b {{ color: var(--deep); font-weight: 600 }}
  a {{ color: var(--deep) }}
  :is(a, textarea, input, button):focus-visible {{ outline: 3px solid var(--deep); outline-offset: 2px }}
  main {{ background: var(--card); border-radius: 1rem; padding: 1.5rem }}
  h1 {{ font-size: 1.7rem; line-height: 1.35; margin: 0 0 .5rem; text-wrap: balance }}
  p {{ margin: .25rem 0 1rem; color: var(--soft); text-wrap: pretty }}
  p.wrong {{ color: var(--wrong); font-weight: 600 }}
  p.number {{ font-size: 2rem; color: var(--ink); letter-spacing: .04em; font-variant-numeric: tabular-nums }}
  label {{ display: block; font-weight: 600; margin: 0 0 .4rem }}
  textarea, #contact {{ display: block; width: 100%; font: inherit; padding: .75rem; color: inherit;
    background: var(--ground); border: 1px solid var(--line); border-radius: .6rem }}
  textarea {{ min-height: 11rem; margin-bottom: 1rem }}
  p.beside {{ margin: .4rem 0 0; font-size: 1rem }}
  button {{ font: inherit; font-weight: 600; min-height: 3.4rem; width: 100%; margin-top: 1rem; border: 0;
    border-radius: .6rem; background: var(--deep); color: var(--card); cursor: pointer }}
  button.switch {{ width: auto; min-height: 0; margin: 0; padding: 0; background: none; color: var(--deep);
    font-weight: 400; text-decoration: underline }}
  .trap {{ position: absolute; left: -100vw }}
  footer {{ padding: 1.25rem 0; color: var(--soft); font-size: 1rem }}
</style>
</head>
<body>
<header><b>{branch}</b>{switch}</header>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"""


def ask(request: Request, context: Context) -> Response:
    """The page with its form; 404 where the address is none or customers' page is off."""
    tr = language_of(request, context)
    try:
        invitation = invited_to(context, str(request.path_params["code"]))
    except Closed as error:
        return _closed(tr, error)
    return _form(context, tr, invitation, "")


def take(
    request: Request, body: bytes | None, context: Context, patience: Patience, limit: VisitorLimit
) -> Response:
    """Keep what was written and say the case number; else the same form, with the words and what to do."""
    tr = language_of(request, context)
    try:
        invitation = invited_to(context, str(request.path_params["code"]))
    except Closed as error:
        return _closed(tr, error)
    if body is None:
        return _form(context, tr, invitation, "", LmsError(_ENDLESS, count=LONGEST), status=413)
    given = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    text, contact, form, trapped, language = (
        given.get(name, [""])[0] for name in ("text", "contact", "form", TRAP, "lang")
    )
    # A browser sends line ends as CR LF.
    text = text.replace("\r\n", "\n")
    if language:
        other = translator(as_locale(language), context.settings.timezone)
        return _form(context, other, invitation, text, contact=contact)
    if trapped:
        # It is thanked and nothing is kept: a program learns nothing of why.
        return _thanks(context, tr, invitation, "·····-·····")
    visitor = visitor_of(request, context.settings)
    try:
        number = write_in(
            context,
            code=invitation.code,
            form=form,
            text=text,
            contact=contact,
            visitor=visitor,
            limit=limit,
        )
    except Busy as error:
        return _form(context, tr, invitation, text, error, contact=contact, status=429)
    except Refused as error:
        return _form(context, tr, invitation, text, error, contact=contact, status=422)
    except Stale as error:
        # Only forms that do not hold are counted here: a branch's customers share the address of its network, and
        # what comes by forms that hold has its limits by the hour.
        if patience.over(visitor):
            return _form(context, tr, invitation, text, LmsError(_WAIT), contact=contact, status=429)
        patience.missed(visitor)
        return _form(context, tr, invitation, text, error, contact=contact, status=422)
    return _thanks(context, tr, invitation, number)


def _form(
    context: Context,
    tr: Translator,
    invitation: Invitation,
    text: str,
    error: LmsError | None = None,
    *,
    contact: str = "",
    status: int = 200,
) -> Response:
    _ = tr.gettext
    wrong = "" if error is None else f'<p class="wrong" role="alert">{escape(tr.error(error))}</p>'
    call = _("Shall we call you back? Name and telephone (you may leave it empty)")
    sealed = _("It is kept under seal, apart from your words. Whoever calls you has to say why they open it.")
    intro = _("Praise, a complaint, an idea, a question: we read it all. You need not say who you are.")
    body = (
        f"<p>{escape(intro)}</p>{wrong}"
        f'<form method="post" id="say" action="?lang={tr.locale}">'
        f'<input type="hidden" name="form" value="{escape(new_form(context))}">'
        f'<label for="text">{escape(_("What would you like to tell us?"))}</label>'
        f'<textarea id="text" name="text" required maxlength="{LONGEST}">{escape(text)}</textarea>'
        f'<label for="contact">{escape(call)}</label>'
        f'<input id="contact" name="contact" maxlength="{LONGEST_SAID}" autocomplete="off" value="{escape(contact)}" '
        'aria-describedby="sealed">'
        f'<p id="sealed" class="beside">{escape(sealed)}</p>'
        f'<input class="trap" name="{TRAP}" tabindex="-1" autocomplete="off" aria-hidden="true">'
        f"<button>{escape(_('Send'))}</button></form>"
    )
    return _page(tr, invitation, _("Tell us what you think"), body, status, writing=True)


def _thanks(context: Context, tr: Translator, invitation: Invitation, number: str) -> Response:
    _ = tr.gettext
    branch, day = invitation.unit.name(tr.locale), context.today() + timedelta(days=DAYS)
    follows = _(
        "What happens next: somebody reads it. A complaint is looked into and decided by {day}; whoever left a "
        "telephone number is called."
    ).format(day=tr.date(day))
    where = _("To ask how far it is, show this number at any desk of {branch}.").format(branch=branch)
    body = (
        f"<p>{escape(_('It has arrived. This is your case number; keep it if you want to ask later:'))}</p>"
        f'<p class="number">{escape(number)}</p>'
        f"<p>{escape(follows)}</p><p>{escape(where)}</p>"
        f"<p>{escape(_('Is your money or your data in danger right now? Please tell somebody here at once.'))}</p>"
    )
    return _page(tr, invitation, _("Thank you"), body)


def _closed(tr: Translator, error: LmsError) -> Response:
    body = f"<p>{escape(tr.error(error))}</p>"
    return _page(tr, None, tr.gettext("This page cannot be shown"), body, 404)


def _page(
    tr: Translator,
    invitation: Invitation | None,
    title: str,
    body: str,
    status: int = 200,
    *,
    writing: bool = False,
) -> HTMLResponse:
    safe = tr.gettext("Never write a PIN or a one-time code: we will never ask you for one.")
    html = PAGE.format(
        lang=tr.locale,
        title=escape(title),
        branch=escape(invitation.unit.name(tr.locale) if invitation else ""),
        # Where somebody writes, the words go along into the other language.
        switch=other_language(tr, form="say" if writing else ""),
        body=body,
        footer=escape(safe),
    )
    return HTMLResponse(html, status_code=status, headers={**HEADERS, "Content-Language": tr.locale})
