"""What people call the things that other rooms keep by their slugs, in both languages, as it is handed out to them."""

from typing import Any

from sqlalchemy import Connection

from lms.catalogue.versions import titles_of
from lms.platform.personal_data import Said
from lms.platform.settings import LOCALES


def titled(*kinds: str) -> Said:
    """How the slug of a published thing is handed out: with its titles, and the slug for programs."""

    def said(connection: Connection, slug: Any) -> Any:
        for kind in kinds:
            titles = titles_of(connection, kind, str(slug))
            if titles:
                # Published in one language alone it is called by that in the other, too.
                known = next(iter(titles.values()))
                return {"id": slug, **{locale: titles.get(locale, known) for locale in LOCALES}}
        return slug

    return said


def activity(connection: Connection, ref: Any) -> Any:
    """How what was done is handed out: a lesson or a customer by its title, all else by that of its course."""
    found = titled("lesson", "scenario", "course")(connection, ref)
    if found != ref or "/" not in str(ref):
        return found
    course = titled("course")(connection, str(ref).split("/")[0])
    return {**course, "id": ref} if isinstance(course, dict) else ref
