"""The ``lms`` command as a program sees it: arguments and bytes in, an exit code and bytes out."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest

from lms.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        """Standard output, one JSON value a line."""
        assert self.out.endswith("\n") or not self.out
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


def lms(*arguments: str, stdin: bytes | str = b"") -> Ran:
    """Run ``lms`` in this process, with files of its own for the three streams."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = io.BytesIO(), io.BytesIO()
    wrapped_out, wrapped_err = io.TextIOWrapper(out), io.TextIOWrapper(err)
    with (
        patch("sys.stdin", io.TextIOWrapper(io.BytesIO(given))),
        redirect_stdout(wrapped_out),
        redirect_stderr(wrapped_err),
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments)
    wrapped_out.flush()
    wrapped_err.flush()
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return Ran(code or 0, out.getvalue().decode(), err.getvalue().decode())
