"""``POST /api/feedback``: another system hands in what a customer said. ``GET /api/openapi.json`` describes it.

The key goes into ``Authorization: Bearer …``. An error is JSON: ``code`` for programs, ``message`` in the language of
``Accept-Language``, ``field`` where one is at fault. No answer and no log holds a word of the text.
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import JSONResponse

from lms.api import figures
from lms.api.keyed import NOT_KEPT, error_told, key_in, language_of, object_in
from lms.api.verification import Patience
from lms.feedback.cases.opening import DOUBT
from lms.feedback.handed_in import A_MINUTE, Conflict, HandedIn, TooFast, hand_in
from lms.feedback.receiving import LONGEST, BadPart
from lms.feedback.words import CHANNELS, channel_named
from lms.platform.context import Context
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark

MOST_BYTES = 65_536
LONGEST_FIELD = 40
"""Characters of a field's name that an answer repeats."""
_TOO_LONG = mark("The request is longer than 64 KB. Send one text a request, and no files.")
_NO_JSON = mark('The body is no JSON object. Send {"text": "…"} as application/json in UTF-8.')
_MOMENT = "2026-03-01T14:30:00+08:00"
_BAD_FIELDS = {
    "missing": mark("The field “{field}” is missing."),
    "string_type": mark("Write the field “{field}” as text, in quotation marks."),
    "extra_forbidden": mark("There is no field “{field}”. Leave it out, or write one of: {known}."),
    "channel": mark("Write into the field “{field}” one of: {choices}."),
    "moment": mark("Write into the field “{field}” a moment with its zone, such as {example}."),
}
_BAD_FIELD = mark("The field “{field}” cannot be used.")


class Told(BaseModel):
    """What is handed in."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    number: str = ""
    channel: str = "other"
    branch: str = ""
    employee: str = ""
    received_at: str = ""

    @field_validator("channel")
    @classmethod
    def _channel_is_known(cls, said: str) -> str:
        channel = channel_named(said)
        if channel is None:
            raise PydanticCustomError("channel", "no channel")
        return channel

    @field_validator("received_at")
    @classmethod
    def _moment_has_a_zone(cls, said: str) -> str:
        try:
            moment = datetime.fromisoformat(said) if said else None
        except ValueError:
            moment = None
        if said and (moment is None or moment.tzinfo is None):
            raise PydanticCustomError("moment", "no moment")
        return said


def receive(request: Request, body: bytes | None, context: Context, patience: Patience) -> JSONResponse:
    """201 with the case number, 200 where it had come before; 400, 401, 409, 413, 422 or 429 with the reason.

    Args:
        request: its headers.
        body: none where it was too long to be read.
        context: database, settings and clock.
        patience: remembers who comes with keys that do not hold.
    """
    tr = language_of(request, context)
    key = key_in(request, context, patience, "feedback", tr)
    if isinstance(key, JSONResponse):
        return key
    if body is None:
        return error_told(tr, 413, "too_long", LmsError(_TOO_LONG))
    try:
        told = Told.model_validate(object_in(body))
    except ValidationError as error:
        return _bad_fields(tr, error)
    except ValueError:
        return error_told(tr, 400, "no_json", LmsError(_NO_JSON))
    number = told.number or request.headers.get("idempotency-key", "")
    try:
        done = hand_in(
            context,
            key=key,
            text=told.text,
            number=number,
            channel=told.channel,
            branch=told.branch,
            employee=told.employee,
            received_at=datetime.fromisoformat(told.received_at) if told.received_at else None,
        )
    except Conflict as error:
        return error_told(tr, 409, "other_words", error, "number")
    except TooFast as error:
        return error_told(tr, 429, "too_fast", error)
    except BadPart as error:
        field = "number" if error.part == "source_no" else error.part
        return error_told(tr, 422, "bad_field", error, field, fields={field: tr.error(error)})
    return _kept(done)


def description(base: str) -> JSONResponse:
    """The OpenAPI description of the routes by which other systems hand something in."""
    answer = {
        "description": "",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    errors = {
        "400": "The body is no JSON object",
        "401": "No key, or one that does not hold",
        "409": "Other words came under this number before",
        "413": f"Longer than {MOST_BYTES} bytes",
        "422": "A field cannot be used",
        "429": f"More than {A_MINUTE} texts a minute, or too many wrong keys; Retry-After says how long to wait",
    }
    kept = {"application/json": {"schema": {"$ref": "#/components/schemas/Kept"}}}
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "What other systems hand in", "version": "2"},
            "servers": [{"url": base}],
            "paths": {
                "/api/feedback": {
                    "post": {
                        "summary": "Hand in what a customer said",
                        "security": [{"key": []}],
                        "parameters": [
                            {
                                "name": "Idempotency-Key",
                                "in": "header",
                                "schema": {"type": "string", "maxLength": 100},
                                "description": "Sent again, nothing is kept twice; “number” takes its place",
                            }
                        ],
                        "requestBody": {
                            "required": True,
                            "content": {"application/json": {"schema": _schema()}},
                        },
                        "responses": {
                            "201": {"description": "Kept", "content": kept},
                            "200": {"description": "Had come before", "content": kept},
                            **{status: {**answer, "description": said} for status, said in errors.items()},
                        },
                    }
                },
                "/api/figures": figures.path(answer),
            },
            "components": {
                "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
                "schemas": {"Kept": _KEPT, "Error": _ERROR},
            },
        },
        headers={"Cache-Control": "public, max-age=300"},
    )


_KEPT: dict[str, Any] = {
    "type": "object",
    "required": ["number", "new"],
    "properties": {
        "number": {"type": "string", "description": "Case number to tell the customer"},
        "new": {"type": "boolean"},
        "labels": {
            "type": "object",
            "description": "What it was found to be: kind, cause, business, severity …",
        },
        "confidence": {
            "type": "object",
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
            "description": f"How sure each is but flags and competencies; below {DOUBT} look at it",
        },
    },
}
_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string", "description": "In the language of Accept-Language"},
        "field": {"type": "string"},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Each field that cannot be used, with what to write instead",
        },
        "errors": {
            "type": "array",
            "description": "Of figures: what is wrong, row by row, counted from 1; at most 100 are named",
            "items": {
                "type": "object",
                "properties": {
                    "row": {"type": "integer"},
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}


def _schema() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": {
                **text,
                "maxLength": LONGEST,
                "description": "The customer's words; masked when they are kept",
            },
            "number": {**text, "maxLength": 100, "description": "What your system calls it"},
            "channel": {**text, "enum": list(CHANNELS), "default": "other"},
            "branch": {**text, "description": "Code or name; within the unit of the key"},
            "employee": {**text, "description": "Number or name of a member of staff"},
            "received_at": {**text, "format": "date-time"},
        },
    }


def _kept(done: HandedIn) -> JSONResponse:
    return JSONResponse(
        {
            "number": done.number,
            "new": done.new,
            **({"labels": done.labels, "confidence": done.confidence} if done.new else {}),
        },
        status_code=201 if done.new else 200,
        headers=NOT_KEPT,
    )


def _bad_fields(tr: Translator, error: ValidationError) -> JSONResponse:
    """Each field that cannot be used, with what to write instead, in our own words."""
    fields: dict[str, str] = {}
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        field = ".".join(map(str, problem["loc"]))[:LONGEST_FIELD]
        sentence = _BAD_FIELDS.get(problem["type"], _BAD_FIELD)
        known, choices = ", ".join(Told.model_fields), ", ".join(CHANNELS)
        bad = LmsError(sentence, field=field, known=known, choices=choices, example=_MOMENT)
        fields.setdefault(field, tr.error(bad))
    first = next(iter(fields))
    told = {"code": "bad_field", "message": fields[first], "field": first, "fields": fields}
    return JSONResponse(told, status_code=422, headers=NOT_KEPT)
