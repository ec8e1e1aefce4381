"""The counter's second person lets a refund pass, or sends it back."""

from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Refund, RefundedShare
from anju.contributions.refunds.post_refund import post_refund
from anju.ground.errors import Refusal
from anju.people.models import Employer


class RefundDecided(Refusal):
    code = "contributions.refund_decided"


class RefundOpinionMissing(Refusal):
    code = "contributions.refund_opinion_missing"


def decide_refund(*, number: str, accept: bool, opinion: str, today: date, by: str) -> Refund:
    """Book a waiting refund as things stand now, or refuse it; its shares are free then.

    Raises RefundDecided for one that waits no more, RefundOpinionMissing, and as `post_refund`.
    """
    if not opinion.strip():
        raise RefundOpinionMissing("请写明核对了什么、为什么这样决定，它会记入审计。")
    with transaction.atomic():
        found = Refund.objects.select_related("employer").filter(number=number).first()
        if found is not None:
            Employer.objects.select_for_update(no_key=True).get(pk=found.employer_id)
            found.refresh_from_db()
        if found is None or found.state != Refund.State.WAITING:
            raise RefundDecided("这笔申请已经处理过，没有重复办理。")
        found.decided_by, found.decision = by[:60], opinion.strip()[:200]
        if accept:
            found.save(update_fields=["decided_by", "decision"])
            post_refund(refund=found, today=today)
        else:
            found.state = Refund.State.REFUSED
            found.save(update_fields=["decided_by", "decision", "state"])
            RefundedShare.objects.filter(refund=found).update(live=False)
        record(
            actor=by,
            deed="accept_refund" if accept else "refuse_refund",
            subject=number,
            why=opinion.strip()[:200],
        )
    return found
