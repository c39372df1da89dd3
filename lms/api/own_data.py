"""``GET /my-data.zip``: everything about whoever asks, as one file, put together while it is handed out."""

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from lms.api.sign_in import COOKIE, from_elsewhere
from lms.people import Sessions
from lms.people.erasing import export_own
from lms.platform.context import Context
from lms.platform.errors import Forbidden

NOT_KEPT = {"Cache-Control": "no-store"}


def own_data(request: Request, context: Context, sessions: Sessions) -> Response:
    """The file, or 401 signed out, 403 asked by another site or before a password of one's own was chosen."""
    if from_elsewhere(request):
        return Response(status_code=403, headers=NOT_KEPT)
    actor = sessions.actor_for(request.cookies.get(COOKIE))
    if actor is None:
        return Response(status_code=401, headers=NOT_KEPT)
    try:
        pieces = export_own(context, actor=actor)
    except Forbidden:
        return Response(status_code=403, headers=NOT_KEPT)
    name = f"my-data-{context.today():%Y%m%d}.zip"
    headers = {**NOT_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)
