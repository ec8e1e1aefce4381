"""Revokes certificates and publishes the lists of the revoked (CRL)."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from anju_simulators.authority.issue import row_of
from anju_simulators.authority.roots import Roots, Signer
from anju_simulators.store import BEIJING, Store, now_text
from anju_simulators.wire import Refused

FRESH = timedelta(minutes=10)
STALE_SINCE = timedelta(hours=5)
FAULTS = {
    "none": "一切正常",
    "down": "停机：不答复，查不到撤销列表",
    "stale": "撤销列表停止更新，已过期",
    "forged": "撤销列表的签名不对",
}


def revoke(store: Store, serial: str) -> None:
    """Revoke for good. Raises Refused 404 or 409."""
    if row_of(store, serial)["revoked_at"]:
        raise Refused(409, "这张证书此前已经撤销。")
    store.run("UPDATE certificate SET revoked_at = ? WHERE serial = ?", now_text(), serial)


def fault(store: Store) -> str:
    """What is wrong with the authority now; `none` when nothing."""
    return store.setting("authority_fault", "none")


def set_fault(store: Store, mode: str) -> None:
    """Switch a fault on, or all off with `none`. Raises Refused 400."""
    if mode not in FAULTS:
        raise Refused(400, f"没有这种故障：{mode[:40]}。可用：{'、'.join(FAULTS)}。")
    store.keep_setting("authority_fault", mode)


def issuing_list(store: Store, roots: Roots) -> bytes:
    """The list of the issuing authority as DER, in the state the fault switch says."""
    mode = fault(store)
    rows = store.rows(
        "SELECT serial, revoked_at FROM certificate WHERE revoked_at IS NOT NULL"
        " AND kind NOT IN ('foreign', 'self_signed') ORDER BY revoked_at"
    )
    revoked = [(int(row["serial"], 16), _moment(row["revoked_at"])) for row in rows]
    signer = roots.issuing
    if mode == "forged":
        signer = Signer(signer.certificate, roots.stranger.key)
    return _list(signer, [] if mode == "stale" else revoked, stale=mode == "stale")


def root_list(store: Store, roots: Roots) -> bytes:
    """The list of the root, which has never revoked its issuing authority."""
    return _list(roots.root, [], stale=fault(store) == "stale")


def _list(signer: Signer, revoked: list[tuple[int, datetime]], *, stale: bool) -> bytes:
    made = datetime.now(UTC) - (STALE_SINCE if stale else timedelta(seconds=1))
    key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(signer.certificate.subject)
        .last_update(made)
        .next_update(made + FRESH)
        .add_extension(x509.CRLNumber(int(made.timestamp())), False)
        .add_extension(key_id, False)
    )
    for serial, moment in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(serial)
            .revocation_date(moment)
            .build()
        )
    return builder.sign(signer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
