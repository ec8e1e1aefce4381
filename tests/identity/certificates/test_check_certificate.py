"""Every way in which a certificate can be bad has a sentence of its own, and opens nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from tests.certificates_of_the_town import Authority, Key, now

from anju.ground.errors import Refusal
from anju.identity.certificates.anchors import Anchors
from anju.identity.certificates.chains import Flaw, flaw_of
from anju.identity.certificates.check_certificate import (
    CertificateExpired,
    CertificateForeign,
    CertificateForOtherUse,
    CertificateNamesNobody,
    CertificateNotYetValid,
    CertificateRevoked,
    CertificateSelfSigned,
    CertificateUnreadable,
    CertificateWeak,
    check_certificate,
)
from anju.people.models import Appointment

SM2 = Path(__file__).parent / "sm2"


def refused(key: Key) -> type[Refusal]:
    with pytest.raises(Refusal) as told:
        check_certificate(encoded=key.encoded, chain=(key.encoded, *key.chain), now=now())
    return type(told.value)


@pytest.mark.rows("C-24")
def test_a_good_certificate_tells_whose_it_is(authority: Authority, agent: Appointment) -> None:
    authority.publish()
    for key in ("p256", "rsa2048"):
        made = authority.issue(agent, key=key)
        papers = check_certificate(encoded=made.encoded, chain=(), now=now())
        assert papers.company == agent.employer.name
        assert papers.credit_code == agent.employer.credit_code
        assert papers.agent_name == agent.agent.name
        assert papers.serial == made.serial
        assert papers.revocation_known


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("expired", CertificateExpired),
        ("early", CertificateNotYetValid),
        ("server", CertificateForOtherUse),
        ("encipher", CertificateForOtherUse),
        ("weak", CertificateWeak),
        ("foreign", CertificateForeign),
        ("self_signed", CertificateSelfSigned),
    ],
)
def test_each_bad_certificate_is_refused_by_its_own_name(
    authority: Authority, agent: Appointment, kind: str, refusal: type[Refusal]
) -> None:
    authority.publish()
    assert refused(authority.issue(agent, kind)) is refusal


def test_a_revoked_certificate_is_refused_from_the_next_list_on(
    authority: Authority, agent: Appointment
) -> None:
    key = authority.issue(agent)
    authority.publish()
    check_certificate(encoded=key.encoded, chain=key.chain, now=now())
    authority.revoke(key)
    authority.publish()
    assert refused(key) is CertificateRevoked


def test_a_revoked_certificate_stays_refused_when_the_list_has_run_out(
    authority: Authority, agent: Appointment
) -> None:
    key = authority.issue(agent)
    authority.revoke(key)
    authority.publish()
    late = now() + timedelta(days=30)
    with pytest.raises(CertificateRevoked):
        check_certificate(encoded=key.encoded, chain=key.chain, now=late)


def test_without_a_fresh_list_nobody_knows(authority: Authority, agent: Appointment) -> None:
    key = authority.issue(agent)
    told = check_certificate(encoded=key.encoded, chain=key.chain, now=now())
    assert not told.revocation_known
    authority.publish("stale")
    told = check_certificate(encoded=key.encoded, chain=key.chain, now=now())
    assert not told.revocation_known
    authority.publish()
    assert check_certificate(encoded=key.encoded, chain=(), now=now()).revocation_known


def test_an_authority_taken_out_of_the_folder_counts_no_more(
    authority: Authority, agent: Appointment, settings
) -> None:
    authority.publish()
    key = authority.issue(agent)
    (settings.ANJU_TRUST_DIR / "anchors.pem").unlink()
    assert refused(key) is CertificateForeign


def test_a_visitors_own_chain_makes_nobody_trusted(
    authority: Authority, agent: Appointment, settings
) -> None:
    """The stranger brings an authority of the right name along; its root is not ours."""
    strange = authority.roots.stranger.certificate
    key = authority.issue(agent, "foreign")
    der = strange.public_bytes(serialization.Encoding.DER)
    with pytest.raises(CertificateForeign):
        check_certificate(encoded=key.encoded, chain=(key.encoded, der), now=now())


def test_an_agents_certificate_cannot_issue_another(
    authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    good = authority.issue(agent)
    forged = _made(agent, issuer=good.certificate.subject, signer=good.private, clients=True)
    with pytest.raises(CertificateForeign):
        check_certificate(encoded=forged, chain=(forged, good.encoded), now=now())


def test_a_certificate_for_any_purpose_is_for_none(
    authority: Authority, agent: Appointment
) -> None:
    """The library would take one without purposes for a client's."""
    issuing = authority.roots.issuing
    made = _made(agent, issuer=issuing.certificate.subject, signer=issuing.key, clients=False)
    with pytest.raises(CertificateForOtherUse):
        check_certificate(encoded=made, chain=(), now=now())


def test_a_certificate_without_a_company_is_nobodys(
    authority: Authority, agent: Appointment
) -> None:
    issuing = authority.roots.issuing
    made = _made(agent, issuer=issuing.certificate.subject, signer=issuing.key, clients=True)
    with pytest.raises(CertificateNamesNobody):
        check_certificate(encoded=made, chain=(), now=now())


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x82" * 50, b"0" * 100_000])
def test_what_is_no_certificate_is_said_to_be_unreadable(junk: bytes) -> None:
    with pytest.raises(CertificateUnreadable):
        check_certificate(encoded=junk, chain=(), now=now())


def test_an_sm2_chain_is_proven_by_openssl() -> None:
    """Signed under the user id of GM/T 0009; our locked library can check such chains."""
    leaf, root = _pem("leaf.pem"), _pem("root.pem")
    when = datetime(2027, 1, 1, tzinfo=UTC)
    assert flaw_of(leaf, [], trusted=Anchors((root,), ()), now=when) is None
    late = datetime(2044, 1, 1, tzinfo=UTC)
    assert flaw_of(leaf, [], trusted=Anchors((root,), ()), now=late) == Flaw.EXPIRED
    other = Anchors((_pem("root-empty-id.pem"),), ())
    assert flaw_of(leaf, [], trusted=other, now=when) == Flaw.FOREIGN


def test_an_sm2_chain_under_another_user_id_is_not_ours() -> None:
    leaf, root = _pem("leaf-empty-id.pem"), _pem("root-empty-id.pem")
    when = datetime(2027, 1, 1, tzinfo=UTC)
    assert flaw_of(leaf, [], trusted=Anchors((root,), ()), now=when) == Flaw.FOREIGN


def _pem(name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate((SM2 / name).read_bytes())


def _made(agent: Appointment, *, issuer: x509.Name, signer, clients: bool) -> bytes:
    key, when = ec.generate_private_key(ec.SECP256R1()), now()
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, agent.agent.name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(when - timedelta(days=1))
        .not_valid_after(when + timedelta(days=1))
        .add_extension(usage, True)
    )
    if clients:
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        builder = builder.add_extension(purposes, False)
    made = builder.sign(signer, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)
