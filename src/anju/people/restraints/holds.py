"""Which holds lie on a member's money, how long each lasts, and the door payouts ask."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from anju.ground.errors import Refusal
from anju.people.models import FundAccount, Hold, Member
from anju.policy.items import CHINA
from anju.policy.rules import value

FOR_EVER = frozenset({Hold.Reason.OWN_LOCK, Hold.Reason.DISAVOWED})


class PayoutsHeld(Refusal):
    """Money may not leave yet; `reason` and `until` in detail."""

    code = "people.payouts_held"


def end_of_hold(*, reason: Hold.Reason, now: datetime) -> datetime | None:
    """Until when a hold for this reason lasts, by the profile's hours; None: until lifted."""
    if reason in FOR_EVER:
        return None
    hours = value("identity.hold_hours", on=now.astimezone(CHINA).date())
    return now + timedelta(hours=getattr(hours, reason.value))


def open_holds(member: Member, now: datetime) -> QuerySet[Hold]:
    """The holds that bind now, those without an end first, then the longest."""
    binding = Q(until=None) | Q(until__gt=now)
    return Hold.objects.filter(binding, member_id=member.pk, lifted_at=None).order_by(
        F("until").desc(nulls_first=True), "id"
    )


def check_may_pay_out(*, member: Member, now: datetime) -> None:
    """Let money leave a member's account; every payout asks here, inside its transaction.

    The member's row and his accounts' stay locked until the transaction ends: no hold, no
    court and no other employer can slip in between the question and the payment. Whoever asks
    judges afterwards. Raises PayoutsHeld with the reason and the end. (Security B1, B2, B3.)
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    accounts = FundAccount.objects.filter(member=member.pk).order_by("pk")
    list(accounts.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    hold = open_holds(member, now).first()
    if hold is not None:
        raise PayoutsHeld(_sentence(hold), reason=hold.reason, until=hold.until)


def _sentence(hold: Hold) -> str:
    why = hold.get_reason_display()
    if hold.until is not None:
        until = hold.until.astimezone(CHINA)
        return f"因“{why}”，{until:%Y-%m-%d %H:%M} 前暂停支付；到时自动恢复，您不用办理。"
    if hold.reason == Hold.Reason.OWN_LOCK:
        return "您开启了提取锁，暂停支付。需要提取时，请先在“资金保护”里解除。"
    return f"因“{why}”，已暂停支付。请您本人带身份证到就近的管理部核实后恢复。"
