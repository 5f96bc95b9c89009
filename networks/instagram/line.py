"""The line to a server: its address checked, and the transport that leads there."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.request import getproxies, proxy_bypass

import httpx

from domain.errors import ConfigError
from networks.trust import trust

TIMEOUT = httpx.Timeout(10.0, connect=5.0, pool=5.0)


def api_address(text: str) -> httpx.URL:
    """The address of an API. Raises ConfigError unless it is a plain http(s) URL."""
    try:
        base = httpx.URL(text)
    except httpx.InvalidURL:
        base = httpx.URL()
    if base.scheme not in {"http", "https"} or not base.host or base.query or base.userinfo:
        raise ConfigError("The Instagram address must read like https://api.instagram.com/v1.")
    return base


def line(base: httpx.URL) -> httpx.AsyncHTTPTransport:
    """A transport to `base`: through the environment's proxy, unless it is on this machine."""
    if _is_loopback(base.host):
        return httpx.AsyncHTTPTransport(verify=trust(), trust_env=False)
    return httpx.AsyncHTTPTransport(verify=trust(), proxy=proxy_for(base))


def light_line(base: httpx.URL) -> httpx.AsyncBaseTransport:
    """The same over aiohttp. Raises ConfigError where that is not installed."""
    try:
        from networks.instagram.light import LightTransport  # noqa: PLC0415 - an extra that few install
    except ImportError:
        raise ConfigError(
            "http is aiohttp, which is not installed; install it with: pip install 'likewise[many-tokens]',"
            " or set http to httpx"
        ) from None
    return LightTransport(trust(), None if _is_loopback(base.host) else proxy_for(base))


def proxy_for(base: httpx.URL) -> str | None:
    """The environment's proxy on the way to `base`; httpx leaves it aside once it is given a transport."""
    if proxy_bypass(base.host):
        return None
    proxies = getproxies()
    proxy = proxies.get(base.scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
