"""``POST /api/figures``: another system hands in figures of branches. ``GET /api/openapi.json`` describes it.

All rows of a request are taken in, or none. An error is JSON as that of feedback; where rows are wrong, ``errors``
names each by row, counted from 1, field and what to write instead, in the language of ``Accept-Language``.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from lms.api.keyed import NOT_KEPT, error_told, key_in, language_of, object_in
from lms.api.verification import Patience
from lms.feedback.api_keys import KeyCard
from lms.feedback.handed_in import Conflict, TooFast
from lms.insight.figures.columns import COLUMNS
from lms.insight.figures.handed_in import A_MINUTE, MOST_ROWS, AtTheSameTime, FaultyRows, hand_in_figures
from lms.insight.figures.kinds import KINDS
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark

MOST_BYTES = 2_097_152
MOST_NAMED = 100
"""Faults that an answer names one by one."""
LONGEST = 400
"""Characters of a field: what is longer is none that could be used."""
_TOO_LONG = mark("The request is longer than 2 MB. Send fewer rows a request.")
_NO_JSON = mark(
    'The body is no JSON object with rows. Send {"rows": [{"branch": "…", "month": "2026-03", …}]}.'
)
_TOO_MANY = mark("These are more than {count} rows. Send them in several requests.")
_NO_FIELD = mark("Row {row} has a field “{field}”, which there is not. Write one of: {known}.")
_NO_TEXT = mark("Row {row}: write the field “{field}” as text or as a number.")
KNOWN = tuple(column.key for column in COLUMNS)


def receive_figures(
    request: Request, body: bytes | None, context: Context, patience: Patience
) -> JSONResponse:
    """201 with what became of the rows, 200 where they had come before; 400, 401, 409, 413, 422 or 429 with the reason.

    Args:
        request: its headers.
        body: none where it was too long to be read.
        context: database, settings and clock.
        patience: remembers who comes with keys that do not hold.
    """
    tr = language_of(request, context)
    key = key_in(request, context, patience, "figures", tr)
    if isinstance(key, JSONResponse):
        return key
    if body is None:
        return error_told(tr, 413, "too_long", LmsError(_TOO_LONG))
    try:
        told = object_in(body)
        rows = told["rows"]
        if told.keys() - {"rows", "number"} or not isinstance(rows, list) or not rows:
            raise ValueError("no rows")
        texts = [_texts(row, place) for place, row in enumerate(rows[: MOST_ROWS + 1], start=1)]
    except _BadRow as error:
        return error_told(tr, 422, "bad_field", error)
    except (KeyError, ValueError):
        return error_told(tr, 400, "no_json", LmsError(_NO_JSON))
    if len(texts) > MOST_ROWS:
        return error_told(tr, 422, "too_many", LmsError(_TOO_MANY, count=MOST_ROWS))
    number = told.get("number") or request.headers.get("idempotency-key", "")
    return _taken(tr, context, key, texts, str(number))


def _taken(
    tr: Translator, context: Context, key: KeyCard, texts: list[dict[str, str]], number: str
) -> JSONResponse:
    try:
        counts, now = hand_in_figures(context, key=key, rows=texts, number=number)
    except FaultyRows as error:
        named = [
            {"row": one.row, "field": one.column, "message": one.told_in(tr)}
            for one in error.faults[:MOST_NAMED]
        ]
        return error_told(tr, 422, "faulty_rows", error, errors=named)
    except Conflict as error:
        return error_told(tr, 409, "other_figures", error, "number")
    except AtTheSameTime as error:
        return error_told(tr, 409, "at_the_same_time", error)
    except TooFast as error:
        return error_told(tr, 429, "too_fast", error)
    told = {
        "new": now,
        "added": counts.added,
        "corrected": counts.corrected,
        "same": counts.same,
        "older": counts.older,
    }
    return JSONResponse(told, status_code=201 if now else 200, headers=NOT_KEPT)


class _BadRow(LmsError):
    pass


def _texts(row: Any, place: int) -> dict[str, str]:
    """A row's fields as texts, numbers as they would be typed."""
    if not isinstance(row, Mapping):
        raise ValueError("no row")  # noqa: TRY004  what is no object is a body that cannot be read
    found = {}
    for field, value in row.items():
        if field not in KNOWN:
            raise _BadRow(_NO_FIELD, row=place, field=str(field)[:40], known=", ".join(KNOWN))
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise _BadRow(_NO_TEXT, row=place, field=field)
        text = "" if value is None else str(value)
        found[field] = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()[:LONGEST]
    return found


def path(error: Mapping[str, Any]) -> dict[str, Any]:
    """The route in the OpenAPI description.

    Args:
        error: how an error's answer is described.
    """
    said = {
        "400": "The body is no JSON object with rows",
        "401": "No key, or one that does not hold or is for something else",
        "409": "Other figures came under this number before, or somebody else takes in the same",
        "413": f"Longer than {MOST_BYTES} bytes",
        "422": "Rows cannot be used; “errors” says which, and nothing was taken in",
        "429": f"More than {A_MINUTE} requests a minute; Retry-After says how long to wait",
    }
    text = {"type": "string"}
    number = {"type": ["number", "string"]}
    row = {
        "type": "object",
        "required": ["branch", "month", "kind", "value"],
        "additionalProperties": False,
        "properties": {
            "branch": {**text, "description": "Code or name; within the unit of the key"},
            "month": {**text, "description": "A month that is over: 2026-03"},
            "kind": {**text, "enum": list(KINDS)},
            "value": {**number, "description": "0 or more; money in yuan, satisfaction in points of 100"},
            "answers": {**number, "description": "Of satisfaction: how many answered"},
            "definition": {**text, "maxLength": 300, "description": "What it counts; empty: as said last"},
            "owner": {**text, "description": "Employee number of who answers for it; empty: as said last"},
            "recorded_on": {**text, "format": "date", "description": "As of when it was read; empty: today"},
        },
    }
    counts = {name: {"type": "integer"} for name in ("added", "corrected", "same", "older")}
    taken = {
        "application/json": {
            "schema": {"type": "object", "properties": {"new": {"type": "boolean"}, **counts}}
        }
    }
    rows = {"type": "array", "minItems": 1, "maxItems": MOST_ROWS, "items": row}
    return {
        "post": {
            "summary": "Hand in figures of branches by month: all rows are taken in, or none",
            "security": [{"key": []}],
            "parameters": [
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "schema": {"type": "string", "maxLength": 100},
                    "description": "Sent again, nothing is taken in twice; “number” takes its place",
                }
            ],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["rows"],
                            "additionalProperties": False,
                            "properties": {"rows": rows, "number": {**text, "maxLength": 100}},
                        }
                    }
                },
            },
            "responses": {
                "201": {"description": "Taken in", "content": taken},
                "200": {"description": "Had come before", "content": taken},
                **{status: {**error, "description": one} for status, one in said.items()},
            },
        }
    }
