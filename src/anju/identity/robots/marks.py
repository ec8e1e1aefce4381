"""What puzzles and tickets share: bound to form and session, short-lived, used once."""

import hashlib
import hmac
from datetime import datetime, timedelta

from anju.centers.current import center_code
from anju.centers.sealed import keyring
from anju.centers.sql import run
from anju.ground.errors import Refusal

LIVES = timedelta(minutes=2)


class RobotDoubt(Refusal):
    code = "identity.robot_doubt"


def secret(use: str) -> bytes:
    """The key that signs one kind of mark in this center."""
    return keyring().index(center_code(), purpose=f"robot {use}")


def place(form: str, session: str) -> str:
    """Form and session as a mark carries them: the session's own name stays with us."""
    return keyring().index(f"{form}|{session}", purpose="robot place").hex()


def sign(said: str, use: str) -> str:
    """Our signature under what a mark says."""
    return hmac.digest(secret(use), said.encode(), "sha256").hex()


def spend(signature: str, *, now: datetime, until: datetime) -> None:
    """Use a mark up. Raises RobotDoubt if it is late or was used before, even at the same
    moment."""
    digest = hashlib.sha256(signature.encode()).digest()
    if now >= until or not run("identity/spend_mark", digest=digest, until=until):
        raise doubt()


def doubt() -> RobotDoubt:
    """The one sentence for every proof that does not hold."""
    return RobotDoubt("安全验证没有通过或已过期。请稍候，等验证完成后再提交一次。")
