"""The house rules that no linter knows: what may stand where."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms", "scenarios", "scoring", "content")
ROOMS = {*PACKAGES, "tests", "docs", "deploy"}
PROJECT_FILES = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".streamlit",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "NOTICE",
    "README.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "streamlit_app.py",
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "core", "base"}
MOST_LINES = 400
FRONT_DOOR_LINES = 60
PAGE_LINES = 80


def test_nothing_stands_at_the_top_but_the_rooms_and_the_usual_project_files() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    assert {path.split("/")[0] for path in tracked if path} - ROOMS - PROJECT_FILES == set()


def test_streamlit_is_imported_by_the_portal_and_the_front_door_alone() -> None:
    assert _importers("streamlit", allowed=("lms/portal/", "streamlit_app.py")) == []


def test_pages_routes_and_commands_ask_the_room_of_people_by_its_front_door() -> None:
    outside = ("lms/portal/", "lms/api/", "lms/cli/")
    inner = "from lms.people.permissions import"
    assert [
        path
        for path in _modules()
        if path.startswith(outside) and inner in (ROOT / path).read_text(encoding="utf-8")
    ] == []


def test_openai_is_imported_by_the_llm_room_alone() -> None:
    assert _importers("openai", allowed=("lms/platform/llm/", "lms/platform/llm.py")) == []


def test_the_pure_libraries_know_neither_the_portal_nor_a_database_nor_the_network() -> None:
    outside = {
        "lms",
        "streamlit",
        "openai",
        "sqlalchemy",
        "sqlmodel",
        "httpx",
        "requests",
        "socket",
        "urllib",
    }
    knowing = [
        f"{path} imports {name}"
        for path in _modules()
        if path.split("/")[0] in {"scenarios", "scoring", "content"}
        for name in sorted(_imports(path) & outside)
    ]
    assert knowing == []


def test_tables_are_defined_in_modules_called_tables_alone() -> None:
    elsewhere = [
        f"{path}:{line}"
        for path in _modules()
        if not path.endswith("/tables.py") and "/migrations/versions/" not in path
        for line in _table_definitions(path)
    ]
    assert elsewhere == []


def test_no_module_grows_past_four_hundred_lines() -> None:
    tests = [str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py")]
    assert {path: size for path in [*_modules(), *tests] if (size := _lines(path)) > MOST_LINES} == {}


def test_the_front_door_and_the_pages_stay_short() -> None:
    front = [("streamlit_app.py", FRONT_DOOR_LINES)] if (ROOT / "streamlit_app.py").exists() else []
    pages = [(path, PAGE_LINES) for path in _modules() if path.startswith("lms/portal/pages/")]
    assert {path: size for path, most in front + pages if (size := _lines(path)) > most} == {}


def test_a_module_is_called_by_a_noun_that_says_what_is_in_it() -> None:
    vague = [path for path in _modules() if {*Path(path).with_suffix("").parts} & VAGUE]
    assert vague == []


def test_no_host_stands_in_the_locks() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text(), f"{lock}: use make lock"


@cache
def _modules() -> list[str]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), path)


def _lines(path: str) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def _imports(path: str) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _importers(package: str, *, allowed: tuple[str, ...]) -> list[str]:
    return [path for path in _modules() if package in _imports(path) and not path.startswith(allowed)]


def _table_definitions(path: str) -> list[int]:
    """Lines with ``class …(…, table=True)``, or where SQLAlchemy's ``Table`` comes in."""
    return [
        node.lineno
        for node in ast.walk(_tree(path))
        if (isinstance(node, ast.ClassDef) and any(keyword.arg == "table" for keyword in node.keywords))
        or (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").split(".")[0] == "sqlalchemy"
            and any(alias.name == "Table" for alias in node.names)
        )
    ]
