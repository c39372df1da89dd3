"""A library as large as one likes, grown from the shipped one for the gallery's sake."""

import re
from pathlib import Path

from scenarios.loader import LIBRARY, slugs

SLUG = re.compile(r"^slug:.*$", re.MULTILINE)
TITLE = re.compile(r"^(title:\s*[\"']?)(.*?)([\"']?)$", re.MULTILINE)


def grow_library(target: Path, *, count: int) -> Path:
    """Write ``count`` scenarios below ``target``, the shipped ones in turn, each under a slug of its own."""
    shipped = slugs()
    for number in range(count):
        origin = shipped[number % len(shipped)]
        slug = f"{origin}-{number}"
        (target / slug).mkdir(parents=True)
        for file in sorted((LIBRARY / origin).glob("scenario.*.yaml")):
            text = SLUG.sub(f"slug: {slug}", file.read_text(encoding="utf-8"), count=1)
            text = TITLE.sub(rf"\g<1>\g<2> {number}\g<3>", text, count=1)
            (target / slug / file.name).write_text(text, encoding="utf-8")
    return target
