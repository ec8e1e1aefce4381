"""How much a member lets himself withdraw on-line in a day (每日限额)."""

from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold

MOST_FEN = 100_000_000


class LimitAsItWas(Refusal):
    code = "people.limit_as_it_was"


class LimitWouldRise(Refusal):
    code = "people.limit_would_rise"


class LimitTooHigh(Refusal):
    code = "people.limit_too_high"


def set_day_limit(
    *, member: Member, limit_fen: int | None, proven: bool, now: datetime
) -> Hold | None:
    """Set the limit in fen a day; None is the center's own rule.

    Lowering holds at once. Raising needs a fresh proof (`proven`) and holds payouts for the
    profile's hours (12), answered as the hold. Raises LimitAsItWas, LimitWouldRise when it
    rises without proof, LimitTooHigh above a million yuan. (Security P1, B2.)
    """
    kept = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    before = kept.day_limit_fen
    if limit_fen == before:
        raise LimitAsItWas("没有变化：新限额与现在的限额相同。")
    if limit_fen is not None and not 0 <= limit_fen <= MOST_FEN:
        raise LimitTooHigh("每日限额最高 1,000,000 元，请改小后再提交。")
    rises = before is not None and (limit_fen is None or limit_fen > before)
    if rises and not proven:
        raise LimitWouldRise("提高限额要先再次确认是您本人，请从“提高限额”进入。")
    kept.day_limit_fen = member.day_limit_fen = limit_fen
    kept.save(update_fields=["day_limit_fen"])
    by = f"member/{member.pk}"
    record(actor=by, deed="set_day_limit", subject=by, before=before, after=limit_fen)
    if not rises:
        return None
    until = end_of_hold(reason=Hold.Reason.LIMIT_RAISED, now=now)
    return hold_payouts(
        member=member, reason=Hold.Reason.LIMIT_RAISED, until=until, now=now, by=by
    )
