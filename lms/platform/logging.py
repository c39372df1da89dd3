"""Logs a machine can read, on standard error, without a word that a person typed.

Events are short names with ids as values: ``log().info("attempt_closed", attempt=attempt_id)``. Keys that could
carry words or secrets are dropped before anything is written.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.types import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from lms.platform.settings import Settings

PRIVATE_KEYS = frozenset(
    [
        "text",
        "words",
        "reply",
        "message",
        "transcript",
        "password",
        "token",
        "ticket",
        "key",
        "api_key",
        "secret",
        "name",
        "username",
        "email",
        "phone",
    ]
)
DROPPED = "[not logged]"


def configure_logging(settings: Settings) -> None:
    """Set up the log for this process; a second call replaces the first."""
    last: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if settings.log_format == "console"
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _drop_private,
            _name_exception,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, settings.log_level.upper())),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )


def log(**values: Any) -> FilteringBoundLogger:
    """A logger with some values bound to it."""
    logger: FilteringBoundLogger = structlog.get_logger(**values)
    return logger


def _to_standard_error(*_names: str) -> structlog.PrintLogger:
    """Standard error as it is now: whoever runs the program may have put another stream in its place."""
    return structlog.PrintLogger(sys.stderr)


def _drop_private(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: DROPPED if key in PRIVATE_KEYS else value for key, value in event.items()}


def _name_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception is named with the places it passed; its words may quote what a person typed."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised
    if isinstance(error, BaseException):
        places = []
        trace = error.__traceback__
        while trace is not None:
            places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["error"] = type(error).__name__
        event["at"] = places[-8:]
    return event
