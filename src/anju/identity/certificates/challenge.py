"""A text to be signed with the key of a certificate: short-lived, of one session, used once."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from anju.ground.errors import Refusal
from anju.identity.certificates.check_certificate import read_certificate
from anju.identity.models import SignChallenge
from anju.policy.items import CHINA

LIVES = timedelta(minutes=2)
SIGN_IN, BIND, STEP_UP = "单位用户登录", "绑定数字证书", "再次确认身份"
LARGEST_SIGNATURE = 1024


class ChallengeNotSigned(Refusal):
    code = "identity.challenge_not_signed"


def give_challenge(*, session: str, purpose: str, hall: str, now: datetime) -> str:
    """The text to be signed, good for two minutes in this session and for this purpose.

    Its number is 128 bits from the system's own source. (Security W15; ASVS 6.7.)
    """
    given = SignChallenge.objects.create(
        nonce=secrets.token_hex(16),
        session=_bound(session, purpose),
        given_at=now,
        expires_at=now + LIVES,
    )
    return _text(given, purpose, hall)


def prove_challenge(
    *, encoded: bytes, signature: bytes, session: str, purpose: str, hall: str, now: datetime
) -> None:
    """Prove that the key of this certificate (DER) has signed the last text given here.

    RSA with PKCS #1 v1.5 or ECDSA, SHA-256 over the text in UTF-8. Any try uses the text up.
    Raises ChallengeNotSigned for whatever is wrong: late, used, another session's, purpose's,
    hall's or key's.
    """
    given = _use(session, purpose, now)
    if given is None or not _is_signed(encoded, signature, _text(given, purpose, hall)):
        raise ChallengeNotSigned(
            "签名没有通过核验：可能已超过 2 分钟、已经用过，或不是用这张证书签的。"
            "请取一份新的签名原文，重新签名。"
        )


def _use(session: str, purpose: str, now: datetime) -> SignChallenge | None:
    mine = SignChallenge.objects.filter(session=_bound(session, purpose), used_at=None)
    last = mine.order_by("-given_at", "-pk").first()
    # Whoever of two comes first has it; what was given before it is void as well.
    if last is None or not mine.filter(pk=last.pk).update(used_at=now):
        return None
    mine.update(used_at=now)
    return last if now < last.expires_at else None


def _is_signed(encoded: bytes, signature: bytes, text: str) -> bool:
    if not 0 < len(signature) <= LARGEST_SIGNATURE:
        return False
    try:
        key = read_certificate(encoded).public_key()
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, text.encode(), ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _bound(session: str, purpose: str) -> str:
    """Session and purpose in one: a text given for one of them is unknown for another."""
    return sha256(f"{session}\n{purpose}".encode()).hexdigest()


def _text(given: SignChallenge, purpose: str, hall: str) -> str:
    until = given.expires_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    lines = (
        f"大厅：{hall}",
        f"用途：{purpose}",
        f"随机数：{given.nonce}",
        f"有效期至：{until}",
    )
    return "\n".join(lines)
