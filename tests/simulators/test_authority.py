"""The simulated authority issues real certificates, revokes them, and can be made to fail."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from bank_process import BankProcess

ORDER = {
    "company": "申城纺织有限公司",
    "credit_code": "91411500MA1AJ00017",
    "agent": "赵会计",
    "person": "410000197905170017",
    "pin": "135790",
}


@pytest.fixture
def web(bank_process: BankProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=bank_process.url, trust_env=False) as client:
        yield client
        client.put("/ca/faults", json={"mode": "none"})


def issued(web: httpx.Client, **wanted: str) -> dict[str, Any]:
    answer = web.post("/ca/certificates", json={**ORDER, **wanted})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def read(made: dict[str, Any]) -> x509.Certificate:
    return x509.load_pem_x509_certificate(made["pem"].encode())


def anchors(web: httpx.Client) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(web.get("/ca/anchors.pem").content)


def test_a_certificate_names_company_and_agent_but_no_identity_number(
    web: httpx.Client,
) -> None:
    certificate = read(issued(web))
    told = {one.oid: one.value for one in certificate.subject}
    assert told[NameOID.ORGANIZATION_NAME] == ORDER["company"]
    assert told[NameOID.ORGANIZATION_IDENTIFIER] == f"NTRCN-{ORDER['credit_code']}"
    assert told[NameOID.COMMON_NAME] == ORDER["agent"]
    assert ORDER["person"] not in certificate.subject.rfc4514_string()
    assert read(issued(web)).subject == certificate.subject


def test_the_chain_holds_and_only_the_strangers_does_not(web: httpx.Client) -> None:
    root, issuing = anchors(web)
    issuing.verify_directly_issued_by(root)
    read(issued(web)).verify_directly_issued_by(issuing)
    foreign = read(issued(web, kind="foreign"))
    assert foreign.issuer == issuing.subject
    with pytest.raises(InvalidSignature):
        foreign.verify_directly_issued_by(issuing)


def test_a_revoked_certificate_stands_on_the_list_of_the_issuer(web: httpx.Client) -> None:
    made, other = issued(web), issued(web)
    assert web.post(f"/ca/certificates/{made['serial']}/revocation").status_code == 200
    listed = x509.load_der_x509_crl(web.get("/ca/issuing.crl").content)
    assert listed.is_signature_valid(anchors(web)[1].public_key())  # type: ignore[arg-type]
    serials = {one.serial_number for one in listed}
    assert int(made["serial"], 16) in serials
    assert int(other["serial"], 16) not in serials
    assert listed.next_update_utc
    assert listed.next_update_utc > datetime.now(UTC)


@pytest.mark.parametrize("key", ["p256", "rsa2048"])
def test_the_ukey_signs_only_after_its_pin(web: httpx.Client, key: str) -> None:
    made = issued(web, key=key)
    where = f"/ca/certificates/{made['serial']}/signature"
    assert web.post(where, json={"pin": "000000", "text": "原文"}).status_code == 403
    signed = web.post(where, json={"pin": ORDER["pin"], "text": "原文\r\n第二行"}).json()
    public = read(made).public_key()
    signature, text = base64.b64decode(signed["signature"]), "原文\n第二行".encode()
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(signature, text, ec.ECDSA(hashes.SHA256()))


def test_six_wrong_pins_lock_the_ukey_for_good(web: httpx.Client) -> None:
    where = f"/ca/certificates/{issued(web)['serial']}/signature"
    for _ in range(6):
        web.post(where, json={"pin": "000000", "text": "原文"})
    answer = web.post(where, json={"pin": ORDER["pin"], "text": "原文"})
    assert answer.status_code == 403
    assert "锁死" in answer.json()["error"]


def test_the_packed_file_opens_with_the_pin_and_brings_the_chain(web: httpx.Client) -> None:
    made = issued(web)
    answer = web.post(f"/ca/{made['serial']}/p12", data={"pin": ORDER["pin"]})
    assert "attachment" in answer.headers["Content-Disposition"]
    key, certificate, above = pkcs12.load_key_and_certificates(
        answer.content, ORDER["pin"].encode()
    )
    assert key is not None
    assert certificate == read(made)
    assert above == [anchors(web)[1]]


def test_a_closed_authority_neither_issues_nor_publishes(web: httpx.Client) -> None:
    web.put("/ca/faults", json={"mode": "down"})
    assert web.get("/ca/issuing.crl").status_code == 503
    assert web.post("/ca/certificates", json=ORDER).status_code == 503


def test_a_stale_list_says_itself_that_it_is_over(web: httpx.Client) -> None:
    web.put("/ca/faults", json={"mode": "stale"})
    listed = x509.load_der_x509_crl(web.get("/ca/issuing.crl").content)
    assert listed.next_update_utc
    assert listed.next_update_utc < datetime.now(UTC)


def test_a_forged_list_bears_a_strangers_signature(web: httpx.Client) -> None:
    web.put("/ca/faults", json={"mode": "forged"})
    listed = x509.load_der_x509_crl(web.get("/ca/issuing.crl").content)
    assert listed.issuer == anchors(web)[1].subject
    assert not listed.is_signature_valid(anchors(web)[1].public_key())  # type: ignore[arg-type]


def test_the_page_issues_lists_and_revokes_without_script(web: httpx.Client) -> None:
    page = web.post(
        "/ca/order", data={**ORDER, "kind": "good", "key": "p256", "agent": "钱<b>"}
    )
    assert page.status_code == 200
    assert "PIN（即下载密码）：135790" in page.text
    assert "钱&lt;b&gt;" in page.text
    made = web.get("/ca/certificates").json()["certificates"][-1]
    assert web.post(f"/ca/{made['serial']}/revoke").status_code == 303
    assert "已撤销" in web.get("/ca").text
    assert web.post(f"/ca/{made['serial']}/revoke").status_code == 422


def test_the_ukey_page_signs_what_is_pasted(web: httpx.Client) -> None:
    made = issued(web)
    form = {"serial": made["serial"], "pin": ORDER["pin"], "text": "大厅：信阳\r\n用途：登录"}
    page = web.post("/ukey", data=form)
    assert "签名结果" in page.text
    assert "BEGIN CERTIFICATE" in page.text
    assert web.post("/ukey", data={**form, "pin": "999999"}).status_code == 422
    assert "<script" not in web.get("/ukey").text


def test_an_order_that_cannot_be_read_is_answered_with_the_reason(web: httpx.Client) -> None:
    for wrong in ({"credit_code": "123"}, {"kind": "nice"}, {"pin": "1"}, {"company": ""}):
        assert web.post("/ca/certificates", json={**ORDER, **wrong}).status_code == 400
    assert web.post("/ca/order", data={**ORDER, "credit_code": "1"}).status_code == 422
