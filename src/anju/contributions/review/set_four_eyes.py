"""An employer tightens its four eyes at once; to loosen them needs another person."""

from datetime import date, datetime

from anju.audit.record import record
from anju.contributions.models import FourEyes
from anju.contributions.review.kinds import SETTINGS
from anju.contributions.review.rules import NobodyToReview, Setting, colleagues_of, setting_of
from anju.contributions.review.submit_deed import Deed, Outcome, submit_deed
from anju.ground.errors import Refusal
from anju.people.models import Appointment


class NothingToSet(Refusal):
    code = "contributions.nothing_to_set"


def set_four_eyes(*, setting: Setting, by: Appointment, today: date, now: datetime) -> Outcome:
    """Set when a second person is needed: tightening counts at once, loosening waits.

    Loosening is switching off or raising a threshold; another natural person of the employer
    agrees to it. Raises NothingToSet when all stands so already,
    NobodyToReview when nobody could ever review what would wait. (Security W16, P1.)
    """
    now_set = setting_of(employer=by.employer, today=today)
    if setting == now_set:
        raise NothingToSet("没有变化：复核设置与现在的相同，不用提交。")
    if loosens(now_set, setting):
        payload = vars(setting).copy()
        return submit_deed(
            deed=Deed(SETTINGS, "review_settings", payload), maker=by, today=today, now=now
        )
    reviewers = [by, *colleagues_of(by)]
    if not any(one.role == Appointment.Role.REVIEWER for one in reviewers):
        raise NobodyToReview("本单位还没有复核人，没有开启。请先在“办事人员管理”里委任一位。")
    FourEyes.objects.update_or_create(
        employer=by.employer,
        defaults={**vars(setting), "set_by": by.agent.name, "set_at": now},
    )
    record(
        actor=f"agent/{by.agent_id}",
        deed="set_four_eyes",
        subject=f"employer/{by.employer.number}",
        **vars(setting),
    )
    return Outcome(result=by.employer.number)


def loosens(before: Setting, after: Setting) -> bool:
    """Whether something that needed a second person would need none."""
    if not before.on:
        return False
    return (
        not after.on
        or after.people_over > before.people_over
        or after.amount_over_fen > before.amount_over_fen
    )
