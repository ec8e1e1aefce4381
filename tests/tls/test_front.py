"""The front takes any certificate or none, believes no header, lets nobody hold up others."""

import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from anju.tls.front import MOST_OF_ONE_ADDRESS, READERS, Front
from anju.tls.papers import papers_in
from bank_process import BankProcess
from tls_visitor import Open, answer, ask

GET = "GET /page HTTP/1.1\nHost: xinyang.localhost"
ORDER = {"company": "申城纺织", "credit_code": "91411500MA1AJ00017", "agent": "赵会计"}


@pytest.fixture
def issued(bank_process: BankProcess, tmp_path: Path) -> Iterator[object]:
    with httpx.Client(base_url=bank_process.url, trust_env=False) as web:

        def issues(kind: str) -> tuple[Path, Path]:
            made = web.post("/ca/certificates", json={**ORDER, "kind": kind}).json()
            where = f"/ca/certificates/{made['serial']}/files"
            key = web.post(where, json={"pin": made["pin"]}).json()["key"]
            (tmp_path / "own.pem").write_text(made["pem"])
            (tmp_path / "own.key").write_text(key)
            return tmp_path / "own.pem", tmp_path / "own.key"

        yield issues


def test_a_visitor_without_certificate_is_served_over_https(opened: Open) -> None:
    status, body = ask(opened(), GET)
    told = json.loads(body)
    assert (status, told["path"], told["scheme"], told["secure"]) == (
        200,
        "/page",
        "https",
        "on",
    )
    assert told["certificate"] == 0


@pytest.mark.parametrize(
    "kind", ["good", "expired", "early", "server", "encipher", "weak", "foreign", "self_signed"]
)
def test_every_certificate_is_taken_and_handed_on_to_be_judged(
    opened: Open, issued, kind: str
) -> None:
    line = opened(issued(kind))
    assert json.loads(ask(line, GET)[1])["certificate"] > 300
    assert json.loads(ask(line, GET)[1])["certificate"] > 300


def test_a_chain_follows_its_owner_and_never_stands_in_his_place(
    opened: Open, issued, tmp_path: Path, bank_process: BankProcess
) -> None:
    own, key = issued("good")
    single = json.loads(ask(opened((own, key)), GET)[1])
    anchors = httpx.get(f"{bank_process.url}/ca/anchors.pem", trust_env=False).text
    own.write_text(own.read_text() + anchors)
    told = json.loads(ask(opened((own, key)), GET)[1])
    assert told["certificate"] == single["certificate"]
    assert (single["chain"], told["chain"]) == (0, 2)


def test_nobody_passes_for_another_by_sending_that_ones_certificate_along(
    opened: Open, issued
) -> None:
    """A certificate is public: only the one whose key has signed the greeting counts."""
    victim = issued("good")[0].read_text()
    own, key = issued("self_signed")
    alone = json.loads(ask(opened((own, key)), GET)[1])["whose"]
    own.write_text(own.read_text() + victim)
    told = json.loads(ask(opened((own, key)), GET)[1])
    assert (told["whose"], told["chain"]) == (alone, 1)


def test_what_a_visitor_says_about_his_certificate_or_address_is_dropped(opened: Open) -> None:
    forged = (
        "\nX-SSL-Client-Verify: SUCCESS\nX-SSL-Client-Cert: MIIB\nX-Client-Cert: MIIB"
        "\nX-Forwarded-For: 10.0.0.1\nX-Forwarded-Proto: https\nForwarded: for=10.0.0.1"
        "\nSSL-Client-Verify: SUCCESS\nX_SSL_CLIENT_VERIFY: SUCCESS\nClient-Cert: :MIIB:"
        "\nanju.client_certificate: MIIB\nX-Kept: yes"
    )
    told = json.loads(ask(opened(), GET + forged)[1])
    assert told["certificate"] == 0
    assert set(told["headers"]) == {
        "HTTP_HOST",
        "HTTP_X_KEPT",
        "HTTP_ANJU.CLIENT_CERTIFICATE",
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("POST / HTTP/1.1\nHost: a\nContent-Length: 4\nContent-Length: 5", 400),
        ("POST / HTTP/1.1\nHost: a\nContent-Length: 4\nTransfer-Encoding: chunked", 411),
        ("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked", 411),
        ("POST / HTTP/1.1\nHost: a\nTransfer-Encoding : chunked", 400),
        ("POST / HTTP/1.1\nHost: a\nContent-Length: +4", 400),
        ("POST / HTTP/1.1\nHost: a\nContent-Length: 4, 4", 400),
        ("POST / HTTP/1.1\nHost: a\nContent-Length: 99999999", 413),
        ("GET / HTTP/1.1\nHost: a\nHost: b", 400),
        ("GET / HTTP/1.1", 400),
        ("GET / HTTP/1.1\nHost: a\n folded: yes", 400),
        ("GET http://elsewhere/ HTTP/1.1\nHost: a", 400),
        ("GET / HTTP/2.0\nHost: a", 400),
        ("nonsense", 400),
    ],
)
def test_a_head_two_servers_could_read_in_two_ways_is_refused(
    opened: Open, text: str, status: int
) -> None:
    line = opened()
    assert ask(line, text)[0] == status
    assert line.recv(1) == b""


def test_a_request_smuggled_behind_another_is_not_read(opened: Open) -> None:
    line = opened()
    line.sendall((GET + "\n\nGET /hidden HTTP/1.1\nHost: a\n\n").replace("\n", "\r\n").encode())
    assert json.loads(answer(line)[1])["path"] == "/page"
    assert answer(line) == (0, b"")


def test_a_bare_line_feed_ends_no_header(opened: Open) -> None:
    line = opened()
    line.sendall(b"GET / HTTP/1.1\r\nHost: a\nX-Kept: yes\r\n\r\n")
    assert answer(line)[0] == 400


def test_a_large_head_is_refused_and_a_large_body_is_taken_whole(opened: Open) -> None:
    assert ask(opened(), f"{GET}\nCookie: {'a' * 100_000}")[0] == 431
    post = "POST /roster HTTP/1.1\nHost: a\nContent-Length: 3000000"
    assert json.loads(ask(opened(), post, b"x" * 3_000_000)[1])["body"] == 3_000_000


def test_a_connection_serves_request_after_request(opened: Open) -> None:
    line = opened()
    assert [ask(line, GET)[0] for _ in range(20)] == [200] * 20


def test_after_a_while_the_key_must_prove_itself_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.tls.line.PROOF_MS", -1)
    line = opened()
    assert ask(line, GET)[0] == 200
    assert line.recv(1) == b""


def test_silent_and_dripping_visitors_hold_up_nobody(front: Front, opened: Open) -> None:
    """More of them than there are readers: some never greet, some never finish their head."""
    address = ("127.0.0.1", front.bind_addr[1])
    silent = [socket.create_connection(address) for _ in range(READERS * 2)]
    for one in silent[::2]:
        one.sendall(b"\x16\x03\x01\x02")
    dripping = [opened() for _ in range(READERS + 8)]
    for line in dripping:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    assert ask(opened(), GET)[0] == 200
    for line in dripping:
        line.sendall(b"\r\n")
    assert {answer(line)[0] for line in dripping} == {200}
    for one in silent:
        one.close()


def test_dripping_forms_and_uploads_leave_room_for_others(front: Front, opened: Open) -> None:
    forms = [opened() for _ in range(READERS + 4)]
    for line in forms:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345")
    uploads = [opened() for _ in range(READERS)]
    for line in uploads:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\nx")
    assert ask(opened(), GET)[0] == 200
    for line in forms:
        line.sendall(b"67890")
    told = [json.loads(answer(line)[1]) for line in forms]
    assert {one["body"] for one in told} == {10}


def test_one_address_cannot_take_every_place(front: Front, opened: Open) -> None:
    address = ("127.0.0.1", front.bind_addr[1])
    many = [socket.create_connection(address) for _ in range(MOST_OF_ONE_ADDRESS + 5)]
    many[-1].settimeout(30)
    for one in many:
        one.sendall(b"\x16\x03\x01\x02")
    assert many[-1].recv(1) == b""
    for one in many:
        one.close()


def test_plain_http_is_told_so(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.bind_addr[1]), timeout=30) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"https only" in raw.recv(4096)


def test_old_tls_is_refused(front: Front) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", front.bind_addr[1])) as raw,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(raw, server_hostname="localhost")


def test_no_connection_lives_on_the_proof_of_another(
    front: Front, opened: Open, issued
) -> None:
    """A resumed session would bring its certificate along without a new signature."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.load_cert_chain(*issued("good"))
    address, session = ("127.0.0.1", front.bind_addr[1]), None
    for _ in range(2):
        raw = socket.create_connection(address, timeout=30)
        with context.wrap_socket(raw, server_hostname="localhost", session=session) as line:
            assert ask(line, GET)[0] == 200
            assert not line.session_reused
            session = line.session


def test_the_fronts_key_is_closed_to_others_and_made_once(tmp_path: Path) -> None:
    _, key = papers_in(tmp_path / "tls")
    before = key.read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    assert papers_in(tmp_path / "tls")[1].read_bytes() == before
