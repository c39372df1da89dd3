"""Where this machine's Chromium is. The tests use the system's browser and download none.

Run as ``python -m tests.chromium`` it prints the path, or what to do and exit code 1.
"""

import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",  # the same without a window to draw: a quarter less for the machine to do
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MACOS = tuple(
    Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in ("Chromium", "Google Chrome")
)
CURE = (
    "No Chromium was found. Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium; "
    "or name one in CHROMIUM=/path/to/chromium"
)


def find_chromium() -> Path | None:
    """The browser named by the variable ``CHROMIUM``, else the first one installed, else None."""
    named = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in ([named] if named else NAMES)]
    paths = [Path(path) for path in found if path]
    return next(iter(paths or ([] if named else [path for path in MACOS if path.exists()])), None)


if __name__ == "__main__":
    browser = find_chromium()
    if browser is None:
        sys.exit(CURE)
    print(browser)
