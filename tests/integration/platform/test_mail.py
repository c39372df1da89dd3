"""The way to the mail server: encrypted and to the one that was meant, signed in, or refused with its reason."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lms.platform.mail import Message, ServerFailed, SmtpServer
from lms.platform.settings import load_settings
from tests.mail_office import MailOffice

NOW = datetime(2026, 3, 10, tzinfo=UTC)
HELLO = Message("one", "mei@bank.example", "您好", "文字", "<p>文字</p>", NOW)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate of a mail server that nobody has vouched for, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def strict_office(certificate: Path) -> Iterator[MailOffice]:
    """A mail server that takes mail over an encrypted way alone, from one user."""
    office, tls = MailOffice(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office.port = probe.getsockname()[1]

    def signed_in(_server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given == LoginPassword(b"learn", b"three herons")
        return AuthResult(success=right, handled=False)

    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=office.port,
        tls_context=tls,
        require_starttls=True,
        authenticator=signed_in,
        auth_required=True,
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def server(tmp_path: Path, office: MailOffice, **values: object) -> SmtpServer:
    given = {"smtp_user": "learn", "smtp_password": "three herons", **values}
    return SmtpServer(
        load_settings(
            home=tmp_path,
            smtp_host="127.0.0.1",
            smtp_port=office.port,
            smtp_from="学习平台 <learn@bank.example>",
            _env_file=None,
            **given,
        )
    )


def test_a_server_that_can_be_trusted_takes_the_message_of_who_is_signed_in(
    tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with strict_office(certificate) as office:
        with server(tmp_path, office).session() as send:
            send(HELLO)
        (taken,) = office.taken
        assert (taken["From"], taken["Subject"]) == ("学习平台 <learn@bank.example>", "您好")
        assert office.text(taken).strip() == "文字" and "<p>文字</p>" in office.text(taken, "html")
        with (
            pytest.raises(ServerFailed, match="535"),
            server(tmp_path, office, smtp_password="two herons").session(),
        ):
            pass
        with pytest.raises(ServerFailed), server(tmp_path, office, smtp_tls="none").session():
            pass


def test_a_server_nobody_vouched_for_is_told_no_password(tmp_path: Path, certificate: Path) -> None:
    with (
        strict_office(certificate) as office,
        pytest.raises(ServerFailed, match="CERTIFICATE_VERIFY_FAILED"),
        server(tmp_path, office).session(),
    ):
        pass
