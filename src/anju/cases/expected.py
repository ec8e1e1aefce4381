"""When an application is likely done, from this center's own last 90 days (真进度)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from anju.cases.models import Case, Pace, Step
from anju.centers.sql import rows
from anju.ground.calendar import add_working_days, working_days_between

DAYS_BACK = 90
# Of fewer cases nothing is said; the promised day stands alone.
FEWEST = 5
Stage = Pace.Stage
State = Case.State
NEXT = {
    State.WAITING: "受理后由另一人复核；材料有问题会退回，并写明要改哪一处。",
    State.REVIEWING: "复核通过即办理，结果会发消息告诉您。",
    State.RETURNED: "补正后重新排队，已经等过的时间不作废。",
    State.APPROVED: "已经办结，不需要再做什么。",
    State.REFUSED: "没有办理，原因见最后一步的意见；条件具备后可以重新申请。",
    State.WITHDRAWN: "已经撤回，需要时可以重新申请。",
}


@dataclass(frozen=True)
class Outlook:
    """Who must act, what happens next, how many stand before it, and until when it is done.

    `likely_on` holds for half of the center's cases, `latest_on` for nine of ten; both are
    nothing where too few cases were measured, and `promised_on` is the center's deadline.
    """

    who: str
    next_words: str
    before: int | None
    likely_on: date | None
    latest_on: date | None
    promised_on: date
    measured: int


def measure_pace(*, today: date) -> None:
    """Measure every kind and stage anew, once a day; a kind without cases keeps none."""
    if Pace.objects.filter(measured_on=today).exists():
        return
    taken: dict[tuple[str, str], Counter[int]] = {}
    for row in rows("cases/pace", since=today - timedelta(days=DAYS_BACK)):
        days = working_days_between(row["since"], row["until"])
        taken.setdefault((row["kind"], row["stage"]), Counter())[days] += row["cases"]
    paces = [
        Pace(
            kind=kind,
            stage=stage,
            measured_on=today,
            median_days=quantile(days, 50),
            most_days=quantile(days, 90),
            cases=days.total(),
        )
        for (kind, stage), days in taken.items()
    ]
    with transaction.atomic():
        Pace.objects.all().delete()
        Pace.objects.bulk_create(paces)


def quantile(days: Counter[int], percent: int) -> int:
    """The smallest number of days within which so many percent of the cases were done."""
    seen = 0
    for number in sorted(days):
        seen += days[number]
        if seen * 100 >= percent * days.total():
            return number
    return 0


def outlook_of(*, case: Case, today: date) -> Outlook:
    """How things stand with a case, in words and days for its applicant."""
    likely = latest = None
    paces = _paces(case)
    if paces:
        since = _since(case, today)
        likely = _end(since, [pace.median_days for pace in paces], today)
        latest = _end(since, [pace.most_days for pace in paces], today)
    return Outlook(
        who=_who(case),
        next_words=NEXT[State(case.state)],
        before=_before(case),
        likely_on=likely,
        latest_on=latest,
        promised_on=case.due_on,
        measured=min((pace.cases for pace in paces), default=0),
    )


def _who(case: Case) -> str:
    if case.state == State.RETURNED:
        return "您" if case.member_id else "单位"
    return "中心" if case.open else "—"


def _paces(case: Case) -> list[Pace]:
    """The stages still to come, if enough cases were measured at each of them."""
    left = {
        State.WAITING: (Stage.ACCEPTING, Stage.REVIEWING),
        State.REVIEWING: (Stage.REVIEWING,),
    }.get(State(case.state), ())
    if case.suspended_until is not None:
        return []
    found = {pace.stage: pace for pace in Pace.objects.filter(kind=case.kind)}
    paces = [found[stage] for stage in left if stage in found]
    enough = len(paces) == len(left) and all(pace.cases >= FEWEST for pace in paces)
    return paces if enough else []


def _since(case: Case, today: date) -> date:
    moves = case.steps.exclude(kind__in=[Step.Kind.TAKEN_IN, Step.Kind.SUSPENDED])
    last = moves.order_by("-place").first()
    return last.happened_on if last else today


def _end(since: date, stages: list[int], today: date) -> date:
    """The day after the stages; the one under way cannot have ended before today."""
    end = max(add_working_days(since, stages[0]), today)
    return add_working_days(end, sum(stages[1:]))


def _before(case: Case) -> int | None:
    """How many stand before it in the queue; nothing while nobody at the center is to act."""
    if case.state not in (State.WAITING, State.REVIEWING) or case.suspended_until is not None:
        return None
    queue = Case.objects.filter(state=case.state, suspended_until=None)
    earlier = Q(due_on__lt=case.due_on) | Q(due_on=case.due_on, id__lt=case.pk)
    ahead = Q(urgent=True) & earlier if case.urgent else Q(urgent=True) | earlier
    return queue.filter(ahead).exclude(pk=case.pk).count()
