"""Lifts a hold before its end; the counter does, with a reason, having seen the person."""

from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Hold


class HoldIsOver(Refusal):
    code = "people.hold_is_over"


class WhyLift(Refusal):
    code = "people.why_lift"


def lift_hold(*, hold: Hold, by: str, reason: str, now: datetime) -> Hold:
    """End a hold now; other holds of the member stay.

    Raises HoldIsOver when it binds no more, WhyLift without a reason. (Security P1.)
    """
    if not reason.strip():
        raise WhyLift("请写明解除暂停支付的原因，它会记入审计。")
    found = Hold.objects.select_for_update(no_key=True).get(pk=hold.pk)
    if found.lifted_at is not None or (found.until is not None and found.until <= now):
        raise HoldIsOver("这项暂停支付已经结束，不用再解除。请刷新后查看。")
    found.lifted_at, found.lifted_by = now, by[:60]
    found.save(update_fields=["lifted_at", "lifted_by"])
    record(
        actor=by,
        deed="lift_hold",
        subject=f"member/{found.member_id}",
        hold=found.pk,
        held_for=found.reason,
        reason=reason.strip(),
    )
    return found
