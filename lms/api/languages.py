"""The language of a page for strangers: the one they chose, else the one their browser asks for."""

from starlette.requests import Request

from lms.platform.context import Context
from lms.platform.i18n import Translator, as_locale, negotiate, translator
from lms.platform.settings import LOCALES, Locale

_LANGUAGES: dict[Locale, str] = {"zh-CN": "中文", "en": "English"}


def language_of(request: Request, context: Context) -> Translator:
    """The language chosen in the address, or negotiated."""
    default = context.settings.locale_default
    chosen = request.query_params.get("lang")
    locale = as_locale(chosen) if chosen else negotiate(request.headers.get("accept-language"), default)
    return translator(locale, context.settings.timezone)


def other_language(tr: Translator, *, form: str = "") -> str:
    """The way to the same page in the other language: a link, or a button that takes along what a form holds."""
    other: Locale = next(locale for locale in LOCALES if locale != tr.locale)
    if form:
        return (
            f'<button class="switch" form="{form}" name="lang" value="{other}" formnovalidate lang="{other}">'
            f"{_LANGUAGES[other]}</button>"
        )
    return f'<a href="?lang={other}" hreflang="{other}" lang="{other}">{_LANGUAGES[other]}</a>'
