"""When a deed needs a second person, who may be that person, and how far an agent may go."""

from dataclasses import dataclass
from datetime import date

from anju.contributions.models import FourEyes, Submission
from anju.contributions.review.deed_kind import DeedKind, Seen
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.models import Appointment, Employer
from anju.policy.rules import value

Because, Role = Submission.Because, Appointment.Role
# The list is about the maker, the reviewing itself is loosened, or the center asks by size.
BY_ANOTHER_AGENT = (Because.SELF, Because.LOOSENS, Because.SIZE)


class OverLimit(Refusal):
    code = "contributions.over_limit"


class NobodyToReview(Refusal):
    code = "contributions.nobody_to_review"


@dataclass(frozen=True)
class Setting:
    """Over how many people or which amount in fen a second person is needed, if at all.

    Over nobody means for everything, also for what has neither people nor an amount.
    """

    on: bool
    people_over: int
    amount_over_fen: int

    def asks(self, *, heads: int, amount_fen: int) -> bool:
        """Whether a deed of this size needs a second person."""
        over = heads > self.people_over or amount_fen > self.amount_over_fen
        return self.on and (self.people_over == 0 or over)


def setting_of(*, employer: Employer, today: date) -> Setting:
    """How an employer has set its reviewing; the profile's way where it has set nothing."""
    return _own_setting(employer) or _standard(today)


def has_set(*, employer: Employer) -> bool:
    """Whether the employer has set its reviewing itself."""
    return _own_setting(employer) is not None


def _own_setting(employer: Employer) -> Setting | None:
    own = FourEyes.objects.filter(employer=employer).first()
    return Setting(own.on, own.people_over, own.amount_over_fen) if own else None


def _standard(today: date) -> Setting:
    return Setting(
        on=bool(value("contribution.review_on", on=today)),
        people_over=int(value("contribution.review_people_over", on=today)),
        amount_over_fen=int(value("contribution.review_amount_over_fen", on=today)),
    )


def why_second(
    *, kind: DeedKind, seen: Seen, maker: Appointment, today: date
) -> Submission.Because | None:
    """Why this deed needs a second person; nothing if it does not. (Security C3, W16.)"""
    if kind.loosens:
        return Because.LOOSENS
    if maker.agent.identity_index in seen.persons:
        return Because.SELF
    own = _own_setting(maker.employer)
    if own is None:
        heads = 0 if kind.pays else seen.heads
        big = _standard(today).asks(heads=heads, amount_fen=seen.amount_fen)
        return Because.SIZE if big else None
    if not own.asks(heads=seen.heads, amount_fen=seen.amount_fen):
        return None
    return Because.SWITCH if own.people_over == 0 else Because.OVER


def check_limit(*, by: Appointment, seen: Seen) -> None:
    """Let an amount through that the appointment's own limit allows; raises OverLimit."""
    limit = by.limit_fen
    if limit is None or seen.amount_fen <= limit:
        return
    further = [
        one.agent.name
        for one in colleagues_of(by)
        if one.limit_fen is None or one.limit_fen >= seen.amount_fen
    ]
    go_on = f"可以由 {'、'.join(further)} 办理" if further else "请本单位调整限额后再办理"
    raise OverLimit(
        f"这笔业务 {format_yuan(seen.amount_fen)} 元，超过您的办理限额"
        f" {format_yuan(limit)} 元，没有提交；{go_on}。"
    )


def may_review(*, by: Appointment, because: str) -> bool:
    """Whether this part in the employer reviews: a reviewer always, another agent where the
    employer itself has asked for no reviewer.
    """
    if by.role == Role.REVIEWER:
        return True
    return by.role == Role.AGENT and because in BY_ANOTHER_AGENT


def check_somebody_reviews(
    *, maker: Appointment, seen: Seen, because: Submission.Because
) -> None:
    """Raise NobodyToReview when no other person in office could ever agree."""
    for one in colleagues_of(maker):
        if may_review(by=one, because=because) and (
            one.agent.identity_index not in seen.persons
        ):
            return
    whom = "经办人或复核人" if because in BY_ANOTHER_AGENT else "复核人"
    raise NobodyToReview(
        f"这项业务须由另一人复核（{because.label}），但本单位没有可以复核的{whom}，没有提交。"
        "请先在“办事人员管理”里委任一位，或带单位公章到柜台委任。"
    )


def colleagues_of(appointment: Appointment) -> list[Appointment]:
    """Who else acts for the same employer now, as other natural persons."""
    serving = appointment.employer.appointments.select_related("agent", "employer").filter(
        active=True, agent__active=True
    )
    return list(serving.exclude(agent=appointment.agent_id).order_by("pk"))
