"""Takes a typed code, once."""

import hmac
import re
from datetime import datetime

from anju.audit.record import record
from anju.centers.sql import rows
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.identity.codes.bond import Bond
from anju.identity.models import Code

_CODE = re.compile(r"[0-9]{6}", re.ASCII)


class WrongCode(Refusal):
    code = "identity.wrong_code"


def use_code(
    *,
    purpose: Code.Purpose,
    about: str,
    session: str,
    typed: str,
    now: datetime,
    amount_fen: int | None = None,
) -> None:
    """Take the code if it is right for exactly this purpose, object, amount and session.

    Each try costs one of five, whatever else goes on at the same time, and a right one is
    spent. Raises WrongCode with one sentence for wrong, late, used and foreign codes; the
    caller must not undo what was counted. (Security 3.3; ASVS 6.5.1–6.5.5.)
    """
    bond = Bond(purpose, about, session, amount_fen)
    said = normalise(typed[:20])
    tried = rows("identity/try_code", now=now, **bond.row)
    right = any(hmac.compare_digest(bytes(row["digest"]), bond.digest(said)) for row in tried)
    if right and _CODE.fullmatch(said):
        Code.objects.filter(pk=tried[0]["id"]).update(used_at=now)
        return
    record(actor="public", deed="refuse_code", subject=f"{purpose}/{bond.about_kept[:12]}")
    raise WrongCode("验证码不对或已失效。请核对短信中的 6 位数字，或重新获取验证码。")
