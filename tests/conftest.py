"""What tests share: a portal of their own, and a browser to look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.chromium import CURE, find_chromium
from tests.made_once import made_once
from tests.portal_process import ROOT, Portal, clean_environment, start_portal

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 20_000

# The machines are shared: how long one example or one page takes says nothing about the code.
expect.set_options(timeout=WAIT_MS)
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
HERE = Path(__file__).parent
SHARED = "TESTS_SHARED"
PORTALS = pytest.StashKey[list[Portal]]()

StartPortal = Callable[..., Portal]
NewPage = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test shows what its portals wrote."""
    report = yield
    if report.failed:
        for portal in item.session.stash.get(PORTALS, []):
            report.sections.append((f"portal {portal.url}, {portal.log}", portal.log_tail))
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folder a test lies in says what it needs."""
    for item in items:
        for kind in ("browser", "faults"):
            if item.path.is_relative_to(HERE / kind):
                item.add_marker(kind)


def _portals(session: pytest.Session) -> list[Portal]:
    return session.stash.setdefault(PORTALS, [])


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run see, and all runs that are told its name: for what is made once and copied."""
    if named := os.environ.get(SHARED):
        return Path(named)
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"


@pytest.fixture(scope="session")
def demo_home(shared: Path) -> Path:
    """The home of an installation with the demo bank, to copy: making one takes longer than opening one."""

    def make(home: Path) -> None:
        command = [sys.executable, "-m", "lms.cli", "demo"]
        subprocess.run(command, cwd=ROOT, env=clean_environment(home), check=True, capture_output=True)

    return made_once(shared / "demo", make)


def _starting(session: pytest.Session, folder: Path, demo_home: Path) -> Iterator[StartPortal]:
    """Give what starts portals whose homes lie below a folder; in the end they are stopped."""
    started: list[Portal] = []
    shown = _portals(session)

    def begin(name: str = "home", *, port: int | None = None, **environment: str) -> Portal:
        home = folder / name
        if not home.exists():
            shutil.copytree(demo_home, home)
        portal = start_portal(home, port=port, environment=environment)
        started.append(portal)
        shown.append(portal)
        return portal

    yield begin
    for portal in started:
        portal.stop()
        shown.remove(portal)


@pytest.fixture
def start(request: pytest.FixtureRequest, tmp_path: Path, demo_home: Path) -> Iterator[StartPortal]:
    """Starts portals that end with the test: ``start()``, ``start("second", LMS_LLM_MODEL="…")``.

    The first argument names the home below the test's folder; the same name again is the same bank.
    """
    yield from _starting(request.session, tmp_path, demo_home)


@pytest.fixture(scope="module")
def start_once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo_home: Path
) -> Iterator[StartPortal]:
    """As ``start``, for portals that the tests of a file share: they end with the file."""
    yield from _starting(request.session, tmp_path_factory.mktemp("once"), demo_home)


@pytest.fixture(scope="session")
def portal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo_home: Path
) -> Iterator[Portal]:
    """One portal with the demo bank that the tests of a run share; a test that disturbs it starts its own."""
    running = start_portal(shutil.copytree(demo_home, tmp_path_factory.mktemp("portal") / "home"))
    _portals(request.session).append(running)
    yield running
    running.stop()
    _portals(request.session).remove(running)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium. Without one browser tests are skipped, except in CI, where they fail."""
    found = find_chromium()
    if found is not None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(CURE)
    pytest.skip(CURE)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for the run."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages of visitors who know nothing of each other: ``new_page(locale="en", viewport={…})``."""
    contexts: list[BrowserContext] = []

    def open_page(*, locale: str = "zh-CN", **options: Any) -> Page:
        context = browser.new_context(locale=locale, timezone_id="Asia/Shanghai", **options)
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A visitor's page whose browser speaks Chinese."""
    return new_page()
