"""From which address somebody asks: the network's word, or that of a proxy which the installation names."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import Request

from lms.platform.settings import Settings

_ONE_LINE = 64
"""Bits of an IPv6 address that a provider gives a household: what is behind them is one visitor's to choose."""


def visitor_of(request: Request, settings: Settings) -> str:
    """The address by which limits know who asks; many may share one.

    What stands in ``X-Forwarded-For`` is believed as far as named proxies wrote it: read from its end, the first
    address that is none of theirs. Anybody can write the rest. Of an IPv6 address it is the network.
    """
    address = request.client.host if request.client else ""
    proxies = _networks(settings.trusted_proxies)
    if proxies and _is_among(address, proxies):
        named = [one.strip() for one in ",".join(request.headers.getlist("x-forwarded-for")).split(",")]
        for one in reversed(named):
            if not one:
                continue
            address = one
            if not _is_among(one, proxies):
                break
    return _line_of(address)


def _line_of(address: str) -> str:
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        # No address at all: a proxy that writes names. What it writes may be long.
        return address[:64]
    if known.version == 6 and known.ipv4_mapped is None:
        return str(ip_network((int(known), _ONE_LINE), strict=False))
    return str(known.ipv4_mapped or known) if known.version == 6 else str(known)


def _is_among(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(known in network for network in networks)


@lru_cache(maxsize=8)
def _networks(named: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one.strip(), strict=False) for one in named.split(",") if one.strip())
