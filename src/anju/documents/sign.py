"""Signs a PDF with the key of a center, so that any change to it shows."""

import io
from datetime import datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from anju.documents.seal import Credential

FIELD = "seal"
_DIGEST = "sha256"
# Hexadecimal digits kept free for the signature (about 5,000 are used); without it pyHanko
# signs everything twice to learn the length.
_ROOM = 16384
# Where the receipt's template draws the seal, in points from the lower left corner: clicking
# the seal shows the signature.
SEAL_BOX = (414, 411, 527, 524)


class _KeySigner(signers.Signer):
    """Signs with a key already loaded; pyHanko's own signer loads and proves it each time."""

    def __init__(self, credential: Credential) -> None:
        pem = credential.certificate.public_bytes(serialization.Encoding.PEM)
        super().__init__(signing_cert=next(load_certs_from_pemder_data(pem)))
        self._key = credential.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if digest_algorithm != _DIGEST:
            raise ValueError(digest_algorithm)
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class _SignerAt(signers.PdfSigner):
    """A signer that takes the moment from its caller and not from the machine."""

    now: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.now
        return session


def sign_pdf(
    pdf: bytes, credential: Credential, *, reason: str, location: str, now: datetime
) -> bytes:
    """Sign a PDF as issued by a center: certified, no change allowed afterwards (PAdES-B)."""
    signer = _SignerAt(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=_DIGEST,
            reason=reason,
            location=location,
            name=location,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        _KeySigner(credential),
        new_field_spec=fields.SigFieldSpec(FIELD, on_page=0, box=SEAL_BOX),
        # The seal itself is drawn on the page; the field over it stays clear.
        stamp_style=StaticStampStyle(border_width=0),
    )
    signer.now = now
    signed = io.BytesIO()
    signer.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=_ROOM, output=signed
    )
    return signed.getvalue()
