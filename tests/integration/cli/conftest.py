"""Where the command line is tried: in a folder of the test's own."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, away from the developer's variables and ``.env``."""
    for name in list(os.environ):
        if name.startswith(("LMS_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
