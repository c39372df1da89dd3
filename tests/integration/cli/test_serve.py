"""``lms serve``: from a command to a portal that answers, and back."""

import signal
import socket
import sqlite3
from pathlib import Path

import httpx
import psutil
import pytest

from tests.command_line import lms
from tests.conftest import StartPortal
from tests.portal_process import Portal


def ask(portal: Portal, path: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{portal.url}{path}", headers=headers, trust_env=False, timeout=20)


def rows(portal: Portal, table: str) -> int:
    with sqlite3.connect(portal.home / "lms.sqlite3") as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(found[0])


def test_one_line_tells_the_address_and_nothing_else_is_said_by_the_server(portal: Portal) -> None:
    said = portal.log.read_text(encoding="utf-8")
    assert said.splitlines().count(f"The portal is open: {portal.url}") == 1
    assert "Streamlit" not in said and "Uvicorn" not in said and "Traceback" not in said


def test_it_is_healthy_and_shows_a_page(portal: Portal) -> None:
    assert ask(portal, "/healthz").json() == {"status": "ok", "database": "ok"}
    page = ask(portal, "/")
    assert page.status_code == 200 and "text/html" in page.headers["content-type"]
    assert page.headers["referrer-policy"] == "same-origin"


def test_a_sign_in_link_that_is_no_longer_good_gets_a_page_in_the_visitors_language(portal: Portal) -> None:
    answer = ask(portal, "/signin?ticket=old", **{"Accept-Language": "zh-CN"})
    assert answer.status_code == 410 and "返回登录页" in answer.text


def test_it_listens_to_this_machine_alone(portal: Portal) -> None:
    listening = [
        connection.laddr.ip
        for connection in psutil.Process(portal.process.pid).net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_a_port_that_is_taken_is_told_before_anything_is_made(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "home"))
    port = portal.url.rpartition(":")[2]
    ran = lms("serve", "--port", port)
    assert ran.code == 1
    assert f"Port {port} is taken" in ran.err and "--port" in ran.err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("address", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_of_another_machine_is_refused(address: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    ran = lms("serve", "--port", port, "--address", address)
    assert ran.code == 1
    assert f"{address} is no address of this machine" in ran.err


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_what_is_no_port_is_wrong_usage(port: str) -> None:
    assert lms("serve", "--port", port).code == 2


def test_a_second_start_makes_nothing_again_and_the_first_ended_when_asked(start: StartPortal) -> None:
    tables = ("person", "catalogue_entry", "attempt", "turn")
    first = start()
    made = {table: rows(first, table) for table in tables}
    assert all(made.values())
    first.process.send_signal(signal.SIGINT)  # Ctrl-C
    assert first.process.wait(20) == 0
    assert "Traceback" not in first.log_tail

    second = start()
    assert {table: rows(second, table) for table in tables} == made
    assert "The database is ready." not in second.log.read_text().partition("The portal is closed.")[2]


def test_a_home_that_cannot_be_made_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "file" / "home"))
    ran = lms("migrate")
    assert ran.code == 1 and str(tmp_path) in ran.err


def test_a_database_that_does_not_answer_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LMS_DATABASE_URL", "postgresql://lms:topsecret@127.0.0.1:9/lms")
    ran = lms("migrate")
    assert ran.code == 1
    assert "cannot be used" in ran.err and "lms doctor" in ran.err and "topsecret" not in ran.err
