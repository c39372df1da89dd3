"""``GET /healthz``: whether the portal can serve somebody, for people who run it and for their machines."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse

from lms.platform.context import Context
from lms.platform.logging import log
from lms.platform.migrations import SchemaIsNewer, current, head

NO_STORE = {"Cache-Control": "no-store"}


def health(context: Context) -> JSONResponse:
    """200 when the database answers and its tables are the ones this program wants, else 503 and which it is.

    Anybody may ask, so the answer holds no address, name or version.
    """
    try:
        revision = current(context.database)
    except SchemaIsNewer:
        return _answer("newer")
    except (SQLAlchemyError, OSError) as error:
        log().error("database_unreachable", error=type(error).__name__)
        return _answer("unreachable")
    return _answer("ok" if revision == head() else "not_migrated")


def _answer(database: str) -> JSONResponse:
    well = database == "ok"
    return JSONResponse(
        {"status": "ok" if well else "unavailable", "database": database},
        status_code=200 if well else 503,
        headers=NO_STORE,
    )
