"""The body of a request, no longer than it may be: what is longer is not read to its end."""

from starlette.requests import Request


class TooLong(Exception):
    """The body is longer than it may be."""


async def body_of(request: Request, *, most: int) -> bytes:
    """The whole body.

    Raises:
        TooLong: it has more than ``most`` bytes.
    """
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise TooLong
        parts.append(part)
    return b"".join(parts)
