"""Gives somebody of the staff a role from tomorrow on (岗位授权)."""

from datetime import date, datetime, timedelta

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Staff, StaffGrant
from anju.people.staff.actor import actor_of
from anju.people.staff.roles import ADMINISTRATORS, role_on

TOMORROW = timedelta(days=1)


class NotToYourself(Refusal):
    code = "people.not_to_yourself"


class NoSuchRole(Refusal):
    code = "people.no_such_role"


class WhyGrant(Refusal):
    code = "people.why_grant"


class NeedsIdentity(Refusal):
    code = "people.needs_identity"


def grant_role(
    *, staff: Staff, role: str, by: Staff, reason: str, today: date, now: datetime
) -> StaffGrant:
    """Give a role in place of the one before, in force from the next business day on.

    The day in between is for the audit administrator to see it. Raises NotToYourself,
    NoSuchRole for a role that is none or the present one, WhyGrant without a reason,
    NeedsIdentity for an administrator whose person is not known. (Security E5; 等保 三员.)
    """
    if staff.pk == by.pk:
        raise NotToYourself("不能给自己授权，请由另一位安全管理员办理。")
    if role and role not in Staff.Role.values:
        raise NoSuchRole("请从列表中选择岗位。")
    if role == role_on(staff, day=today + TOMORROW):
        raise NoSuchRole("没有变化：这位工作人员已是这个岗位。")
    if not reason.strip():
        raise WhyGrant("请写明授权的原因或文号，它会记入审计。")
    if role in ADMINISTRATORS and not staff.identity_number:
        raise NeedsIdentity(
            "三类管理员必须登记证件号码，才能保证一人不兼两职；请系统管理员先补登。"
        )
    grant = StaffGrant.objects.create(
        staff=staff,
        role=role,
        since=today + TOMORROW,
        granted_by=by,
        granted_at=now,
        reason=reason.strip()[:200],
    )
    record(
        actor=actor_of(by),
        deed="grant_role",
        subject=actor_of(staff),
        role=role,
        since=grant.since.isoformat(),
        reason=grant.reason,
    )
    return grant
