"""``GET /aloud/<attempt>/<seq>``: a customer's line as sound, for whoever may read it.

A route, not a page's element: the browser fetches it while the page goes on, and a line heard again is not fetched
again.
"""

from starlette.requests import Request
from starlette.responses import Response

from lms.api.sign_in import COOKIE, from_elsewhere
from lms.people import Sessions
from lms.platform.errors import Forbidden, NotFound
from lms.platform.llm import SpeechFailed
from lms.platform.logging import log
from lms.practice import Practice
from lms.practice.voicing import read_aloud

LONGEST_ID = 80
# The line never changes; it is its reader's own, so whoever signs in next at the same browser is not given it.
KEPT = {"Cache-Control": "private, max-age=3600", "Vary": "Cookie"}
NOT_KEPT = {"Cache-Control": "no-store"}


def line_aloud(request: Request, practice: Practice, sessions: Sessions) -> Response:
    """The sound, or 401 signed out, 403 asked by another site, 404 not theirs to hear or not offered, 503 failed."""
    if from_elsewhere(request):
        return Response(status_code=403, headers=NOT_KEPT)
    actor = sessions.actor_for(request.cookies.get(COOKIE))
    if actor is None:
        return Response(status_code=401, headers=NOT_KEPT)
    attempt_id, seq = request.path_params["attempt_id"][:LONGEST_ID], request.path_params["seq"]
    try:
        sound = read_aloud(practice, actor=actor, attempt_id=attempt_id, seq=seq)
    except (NotFound, Forbidden):
        return Response(status_code=404, headers=NOT_KEPT)
    except SpeechFailed as failed:
        log().warning("line_not_spoken", trouble=failed.trouble)
        return Response(status_code=404 if failed.trouble == "absent" else 503, headers=NOT_KEPT)
    return Response(sound.content, media_type=sound.media_type, headers=KEPT)
