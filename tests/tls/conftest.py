"""The front before a product of one sentence, and visitors who speak TLS by hand."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from anju.tls.context import server_context
from anju.tls.front import Front
from anju.tls.papers import papers_in
from bank_fixtures import bank_process
from tls_visitor import Open

__all__ = ["bank_process", "front", "opened"]


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Tell what arrived: the path, the body's length, and what stands in the environ."""
    told = {
        "path": environ["PATH_INFO"],
        "body": len(environ["wsgi.input"].read()),
        "scheme": environ["wsgi.url_scheme"],
        "secure": environ.get("HTTPS"),
        "certificate": len(environ.get("anju.client_certificate", b"")),
        "whose": sha256(environ.get("anju.client_certificate", b"")).hexdigest(),
        "chain": len(environ.get("anju.client_chain", ())),
        "headers": {key: value for key, value in environ.items() if "HTTP_" in key},
    }
    body = json.dumps(told).encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    certificate, key = papers_in(tmp_path_factory.mktemp("tls"))
    made = Front(
        host="127.0.0.1",
        port=0,
        context=server_context(certificate=certificate, key=key),
        product=echo,
        workers=2,
    )
    made.prepare()
    threading.Thread(target=made.serve, daemon=True).start()
    yield made
    made.stop()


@pytest.fixture
def opened(front: Front) -> Iterator[Open]:
    """Opens connections to the front, with a certificate or without."""
    made: list[ssl.SSLSocket] = []

    def opens(papers: tuple[Path, Path] | None = None) -> ssl.SSLSocket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        # A short key is the front's to refuse, not our own library's.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        if papers:
            context.load_cert_chain(*papers)
        raw = socket.create_connection(("127.0.0.1", front.bind_addr[1]), timeout=30)
        made.append(context.wrap_socket(raw, server_hostname="localhost"))
        return made[-1]

    yield opens
    for one in made:
        one.close()
