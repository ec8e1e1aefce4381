"""Takes an account of the staff out of service, or back into it."""

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Staff
from anju.people.staff.actor import actor_of


class NotYourself(Refusal):
    code = "people.not_yourself"


class WhyDisable(Refusal):
    code = "people.why_disable"


def disable_staff(*, staff: Staff, by: Staff, reason: str) -> None:
    """Close an account at once; whoever calls ends its sessions too.

    Raises NotYourself, WhyDisable without a reason. (ASVS 7.4.2.)
    """
    _check(staff, by, reason)
    Staff.objects.filter(pk=staff.pk).update(active=False)
    record(actor=actor_of(by), deed="disable_staff", subject=actor_of(staff), reason=reason)


def enable_staff(*, staff: Staff, by: Staff, reason: str) -> None:
    """Open an account again; it needs a new slip, for its secrets are gone.

    Raises as `disable_staff`.
    """
    _check(staff, by, reason)
    Staff.objects.filter(pk=staff.pk).update(active=True)
    record(actor=actor_of(by), deed="enable_staff", subject=actor_of(staff), reason=reason)


def _check(staff: Staff, by: Staff, reason: str) -> None:
    if staff.pk == by.pk:
        raise NotYourself("不能停用或启用自己的账号，请由另一位系统管理员办理。")
    if not reason.strip():
        raise WhyDisable("请写明停用或启用的原因，它会记入审计。")
