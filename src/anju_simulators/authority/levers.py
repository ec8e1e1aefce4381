"""What the authority publishes, and the levers by which tests and the town make it act."""

from collections.abc import Mapping
from typing import Any

from anju_simulators.authority import issue, revoke, ukey
from anju_simulators.web import Bank, Reply, Request, Route, say
from anju_simulators.wire import Refused, read_json, text_of

_CRL = "application/pkix-crl"


def crl_url(request: Request) -> str:
    """Where the list of the issuing authority is fetched, as the asker reached us."""
    return f"http://{request.headers.get('Host', '127.0.0.1')}/ca/issuing.crl"


def tell_anchors(bank: Bank, request: Request) -> Reply:
    """The certificates a hall is told to trust, root first."""
    pem = bank.roots.root.pem + bank.roots.issuing.pem
    return Reply(200, pem, "application/x-pem-file")


def tell_list(bank: Bank, request: Request, name: str) -> Reply:
    _refuse_when_down(bank)
    lists = {"issuing": revoke.issuing_list, "root": revoke.root_list}
    return Reply(200, lists[name](bank.store, bank.roots), _CRL)


def take_order(bank: Bank, request: Request) -> Reply:
    _refuse_when_down(bank)
    order = issue.read_order(read_json(request.body))
    made = issue.issue(bank.store, bank.roots, order, crl_url=crl_url(request))
    return say(201, {**told(made), "pin": made["pin"]})


def tell_certificates(bank: Bank, request: Request) -> Reply:
    code = request.query.get("credit_code", "")
    rows = bank.store.rows(
        "SELECT * FROM certificate WHERE ? IN ('', credit_code) ORDER BY rowid",
        code,
    )
    return say(200, {"certificates": [told(row) for row in rows]})


def tell_certificate(bank: Bank, request: Request, serial: str) -> Reply:
    return say(200, told(issue.row_of(bank.store, serial)))


def take_revocation(bank: Bank, request: Request, serial: str) -> Reply:
    revoke.revoke(bank.store, serial)
    return say(200, told(issue.row_of(bank.store, serial)))


def take_text(bank: Bank, request: Request, serial: str) -> Reply:
    content = read_json(request.body)
    pin, text = text_of(content, "pin"), text_of(content, "text", most=2000)
    return say(200, ukey.sign_text(bank.store, serial, pin=pin, text=text))


def give_file(bank: Bank, request: Request, serial: str) -> Reply:
    """The files of a certificate for tools: PKCS #12 and bare key, under the PIN."""
    pin = text_of(read_json(request.body), "pin")
    packed = ukey.pack(bank.store, bank.roots, serial, pin=pin)
    key = ukey.open_key(bank.store, serial, pin=pin)
    return say(200, {"p12_hex": packed.hex(), "key": key.decode()})


def set_fault(bank: Bank, request: Request) -> Reply:
    revoke.set_fault(bank.store, text_of(read_json(request.body), "mode"))
    return tell_fault(bank, request)


def tell_fault(bank: Bank, request: Request) -> Reply:
    return say(200, {"mode": revoke.fault(bank.store)})


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """A certificate as the levers tell it; its key stays here."""
    return {key: row[key] for key in row if key not in ("locked_key", "wrong_pins", "pin")}


def _refuse_when_down(bank: Bank) -> None:
    if revoke.fault(bank.store) == "down":
        raise Refused(503, "CA 系统停机维护。")


LEVERS: list[Route] = [
    ("GET", r"/ca/anchors\.pem", tell_anchors),
    ("GET", r"/ca/(issuing|root)\.crl", tell_list),
    ("POST", r"/ca/certificates", take_order),
    ("GET", r"/ca/certificates", tell_certificates),
    ("GET", r"/ca/certificates/([0-9A-F]+)", tell_certificate),
    ("POST", r"/ca/certificates/([0-9A-F]+)/revocation", take_revocation),
    ("POST", r"/ca/certificates/([0-9A-F]+)/signature", take_text),
    ("POST", r"/ca/certificates/([0-9A-F]+)/files", give_file),
    ("PUT", r"/ca/faults", set_fault),
    ("GET", r"/ca/faults", tell_fault),
]
