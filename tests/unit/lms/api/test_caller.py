"""Who asks is known by the network's address; a proxy's word counts where the installation names the proxy."""

import pytest
from starlette.requests import Request

from lms.api.caller import visitor_of
from lms.platform.settings import BadSettings, load_settings


def asked(client: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return Request({"type": "http", "client": (client, 4711), "headers": headers})


@pytest.mark.parametrize(
    ("client", "forwarded", "proxies", "known_as"),
    [
        ("203.0.113.7", (), "", "203.0.113.7"),
        # Nobody's word is believed unless the installation names who says it.
        ("203.0.113.7", ("198.51.100.1",), "", "203.0.113.7"),
        ("203.0.113.7", ("198.51.100.1",), "10.0.0.0/8", "203.0.113.7"),
        ("10.0.0.5", ("198.51.100.1",), "10.0.0.0/8", "198.51.100.1"),
        # What a customer wrote before the proxy did is not believed.
        ("10.0.0.5", ("1.1.1.1, 198.51.100.1",), "10.0.0.5", "198.51.100.1"),
        ("10.0.0.5", ("1.1.1.1", "198.51.100.1, 10.0.0.6"), "10.0.0.5,10.0.0.6", "198.51.100.1"),
        ("10.0.0.5", (), "10.0.0.5", "10.0.0.5"),
        # A household chooses among as many addresses of its network as it likes.
        ("2001:db8:1:2:3:4:5:6", (), "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", (), "", "203.0.113.7"),
    ],
)
def test_who_asks(client: str, forwarded: tuple[str, ...], proxies: str, known_as: str) -> None:
    settings = load_settings(trusted_proxies=proxies, _env_file=None)
    assert visitor_of(asked(client, *forwarded), settings) == known_as


def test_a_proxy_that_is_no_address_is_refused_at_the_start() -> None:
    with pytest.raises(BadSettings, match="LMS_TRUSTED_PROXIES"):
        load_settings(trusted_proxies="the proxy", _env_file=None)
