"""What the center's own people must keep to with their passwords (等保三级 身份鉴别)."""

import re
from datetime import datetime, timedelta

from anju.ground.errors import Refusal
from anju.identity.models import Credential, Holder

SHORTEST = 12
KINDS = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
KINDS_LEAST = 3
LASTS = timedelta(days=90)


class StaffPasswordTooPlain(Refusal):
    code = "identity.staff_password_too_plain"


def check_staff_password(*, password: str, before: Credential | None) -> None:
    """Let a password of the staff through: twelve characters of three kinds, and a new one.

    The public is not asked for kinds of characters; the center's own people are, because
    GB/T 22239 8.1.4.1 wants it of them. Raises StaffPasswordTooPlain.
    """
    kinds = sum(1 for kind in KINDS if re.search(kind, password))
    if len(password) < SHORTEST or kinds < KINDS_LEAST:
        raise StaffPasswordTooPlain(
            f"工作人员的密码至少 {SHORTEST} 位，"
            "并且要有大写字母、小写字母、数字、符号中的三种。请换一个再提交。"
        )
    if before is not None and before.has_usable_password() and before.check_password(password):
        raise StaffPasswordTooPlain("新密码不能与现在的密码相同，请换一个再提交。")


def is_due(*, holder_id: int, now: datetime) -> bool:
    """Whether a clerk's password has been used for 90 days and must be changed."""
    held = Credential.objects.filter(holder=Holder.STAFF, holder_id=holder_id).first()
    return held is None or held.changed_at is None or held.changed_at <= now - LASTS
