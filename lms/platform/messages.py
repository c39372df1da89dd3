"""What the program says, read out of its source: for translators and for the test that nothing is missing.

``python -m lms.platform.messages`` prints the sentences that have no Chinese yet, ready to be put into a ``.po``
file in ``content/i18n/zh-CN``; it exits 1 when there are any.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file

from lms.platform.i18n import read_catalogue
from lms.platform.settings import Locale

SOURCE = Path(__file__).parents[1]
# The functions whose first argument is a msgid. Errors are among them: their sentences reach the screen.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "mark": None,
    "Forbidden": None,
    "NotFound": None,
    "Refused": None,
    "SchemaIsNewer": None,
}


@dataclass(frozen=True)
class Message:
    """A sentence (or its singular and plural) and where it is said."""

    id: str | tuple[str, ...]
    place: str


def extract(root: Path = SOURCE) -> Iterator[Message]:
    """All msgids in the Python files under ``root``."""
    for path in sorted(root.rglob("*.py")):
        for line, message, _comments, _context in extract_from_file(
            "python", path, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield Message(message, f"{path.relative_to(root.parent)}:{line}")


def untranslated(locale: Locale, root: Path = SOURCE) -> list[Message]:
    """The msgids a language has no translation for, or only a fuzzy one."""
    catalogue = read_catalogue(locale)
    missing: dict[str | tuple[str, ...], Message] = {}
    for message in extract(root):
        entry = catalogue.get(message.id)
        said = entry.string if entry is not None else ""
        forms = [said] if isinstance(said, str) else list(said or ())
        if entry is None or entry.fuzzy or not all(forms) or not forms:
            missing.setdefault(message.id, message)
    return list(missing.values())


def _stub(message: Message) -> str:
    quoted = [
        part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for part in _parts(message.id)
    ]
    if len(quoted) == 1:
        return f'#: {message.place}\nmsgid "{quoted[0]}"\nmsgstr ""\n'
    return f'#: {message.place}\nmsgid "{quoted[0]}"\nmsgid_plural "{quoted[1]}"\nmsgstr[0] ""\n'


def _parts(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def main() -> int:
    """Print the stubs of what is missing in Chinese."""
    missing = untranslated("zh-CN")
    for message in missing:
        print(_stub(message))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
