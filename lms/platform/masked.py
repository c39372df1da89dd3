"""What was masked, named in the reader's language."""

from collections.abc import Mapping

from lms.platform.i18n import Translator, mark
from lms.platform.privacy import Kind

_MASKED: Mapping[Kind, str] = {
    "name": mark("name"),
    "phone": mark("phone number"),
    "id_number": mark("identity number"),
    "bank_card": mark("card number"),
    "email": mark("e-mail address"),
    "address": mark("address"),
    "account": mark("account number"),
    "passport": mark("passport number"),
    "plate": mark("plate number"),
    "social": mark("chat account"),
}


def with_masks_named(tr: Translator, words: str) -> str:
    """Words with the names of what was masked in them in the reader's language; what was masked is not known."""
    for kind, said in _MASKED.items():
        words = words.replace(f"[{kind}]", f"[{tr.gettext(said)}]")
    return words
