from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from networks.trust import Trust, trust

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for localhost that no authority knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "localhost.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
async def port(certificate: Path) -> AsyncIterator[int]:
    """Where a server with that certificate tells the protocol that was agreed on."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["http/1.1"])

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        agreed = str(writer.get_extra_info("ssl_object").selected_alpn_protocol()).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(agreed) + agreed)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]


async def test_a_server_that_is_known_is_believed_and_the_list_is_read_once(certificate: Path, port: int) -> None:
    reads: list[int] = []

    def read() -> ssl.SSLContext:
        reads.append(1)
        return ssl.create_default_context(cafile=certificate)

    shared = Trust(read)
    for _ in range(2):
        async with httpx.AsyncClient(verify=shared, trust_env=False) as client:
            assert (await client.get(f"https://localhost:{port}")).text == "http/1.1"
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("known", "host"),
    [
        pytest.param(False, "localhost", id="no authority knows it"),
        pytest.param(True, "127.0.0.1", id="under another name"),
    ],
)
async def test_a_stranger_is_not_believed(certificate: Path, port: int, host: str, *, known: bool) -> None:
    chosen = Trust(lambda: ssl.create_default_context(cafile=certificate)) if known else trust()
    async with httpx.AsyncClient(verify=chosen, trust_env=False) as client:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await client.get(f"https://{host}:{port}")


def test_nothing_is_read_for_plain_http() -> None:
    def read() -> ssl.SSLContext:
        raise AssertionError("read")

    assert Trust(read).cert_store_stats()["x509"] == 0


def test_the_way_around_believes_nobody() -> None:
    assert trust().verify_mode is ssl.CERT_REQUIRED
    assert trust().check_hostname
    assert trust().cert_store_stats()["x509"] == 0


def test_everybody_shares_one() -> None:
    assert trust() is trust()
