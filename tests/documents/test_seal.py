"""Keys of the seals, and what a signature proves."""

import io
import stat
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from anju.documents.render import Seal, render_receipt
from anju.documents.seal import authority, center_credential
from anju.documents.sign import sign_pdf

HALL = "信阳市住房公积金管理中心"


@pytest.fixture
def signed(pki, remittance, sheet, now) -> bytes:
    return sign_pdf(
        render_receipt(sheet(remittance()), Seal(name=HALL), now=now),
        center_credential(pki, code="xinyang", name=HALL, now=now),
        reason="单位汇缴回单 HJ202611000000031",
        location=HALL,
        now=now,
    )


def judge(pdf: bytes, pki, moment):
    """What a reader who trusts this installation's authority finds."""
    root = authority(pki, now=moment).certificate.public_bytes(Encoding.PEM)
    trust = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(root)), moment=moment
    )
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    return signature, validate_pdf_signature(signature, trust)


def test_a_receipt_is_signed_by_the_center_and_stands(signed, pki, now):
    signature, verdict = judge(signed, pki, now)
    assert verdict.bottom_line
    assert verdict.signing_cert.subject.native["common_name"] == HALL
    assert verdict.signer_reported_dt == now
    assert signature.sig_object["/Reason"] == "单位汇缴回单 HJ202611000000031"
    assert signature.sig_object["/Location"] == HALL


def test_the_signature_covers_the_whole_file(signed, pki, now):
    _, verdict = judge(signed, pki, now)
    assert verdict.coverage.name == "ENTIRE_FILE"


def test_one_changed_byte_breaks_the_signature(signed, pki, now):
    at = signed.index(b"stream") + 40
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    _, verdict = judge(changed, pki, now)
    assert not verdict.intact
    assert not verdict.bottom_line


def test_a_page_added_after_signing_is_not_accepted(signed, pki, now):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    stream = writer.add_object(StreamObject(stream_data=b"0 0 m 100 100 l S"))
    writer.insert_page(PageObject(contents=stream, media_box=(0, 0, 595, 842)))
    later = io.BytesIO()
    writer.write(later)
    _, verdict = judge(later.getvalue(), pki, now)
    assert verdict.intact
    assert not verdict.bottom_line


def test_another_installation_cannot_seal_for_us(pki, tmp_path, remittance, sheet, now):
    forger = center_credential(tmp_path / "forger", code="xinyang", name=HALL, now=now)
    page = render_receipt(sheet(remittance()), Seal(name=HALL), now=now)
    forged = sign_pdf(page, forger, reason="回单", location=HALL, now=now)
    _, verdict = judge(forged, pki, now)
    assert verdict.intact
    assert not verdict.trusted


def test_each_center_has_its_own_key_and_keeps_it(pki, now):
    xinyang = center_credential(pki, code="xinyang", name=HALL, now=now)
    again = center_credential(pki, code="xinyang", name=HALL, now=now + timedelta(days=300))
    jian = center_credential(pki, code="jian", name="吉安市住房公积金管理中心", now=now)
    assert again.certificate == xinyang.certificate
    assert jian.key.private_numbers() != xinyang.key.private_numbers()
    assert jian.certificate.issuer == xinyang.certificate.issuer


def test_a_certificate_that_has_ended_is_renewed(pki, now):
    before = center_credential(pki, code="xinyang", name=HALL, now=now)
    after = center_credential(pki, code="xinyang", name=HALL, now=now + timedelta(days=365 * 6))
    assert after.certificate.serial_number != before.certificate.serial_number
    assert after.holds_at(now + timedelta(days=365 * 6))


def test_keys_are_readable_by_their_owner_only(pki, now):
    center_credential(pki, code="xinyang", name=HALL, now=now)
    assert stat.S_IMODE(pki.stat().st_mode) == 0o700
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in pki.glob("*.pem")}
    assert kept == {"authority.pem": 0o600, "xinyang.pem": 0o600}


def test_a_center_certificate_cannot_issue_others(pki, now):
    from cryptography.x509 import BasicConstraints

    found = center_credential(pki, code="xinyang", name=HALL, now=now).certificate
    assert not found.extensions.get_extension_for_class(BasicConstraints).value.ca
