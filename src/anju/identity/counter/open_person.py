"""Opens the file of one person for one clerk, after the reason has been written down."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.audit.looks import Looker, Why, look
from anju.audit.models import Look
from anju.ground.errors import Refusal
from anju.people.find import agent_of, member_of, member_of_account
from anju.people.models import Agent, Member, Staff
from anju.people.staff.actor import actor_of

Person = Member | Agent


class NobodyFound(Refusal):
    code = "identity.nobody_found"


class OwnFile(Refusal):
    code = "identity.own_file"


class WhoAreYou(Refusal):
    code = "identity.who_are_you"


@dataclass(frozen=True)
class Opened:
    """Whose file lies open, and why; the key a session keeps, never a number of a person."""

    holder: str
    holder_id: int
    reason: str
    words: str
    case: str = ""


def open_person(
    *, by: Staff, holder: str, number: str, why: Why, today: date, now: datetime
) -> Opened:
    """Find exactly one person by his whole identity number (a member also by account).

    The look is written first, a look in vain too. Raises WhyLook, TooManyLooks, OwnFile for
    the clerk himself, WhoAreYou, NobodyFound; none may undo what was written. (D1, D3.)
    """
    check_known(by)
    person = _found(holder, number, today)
    if person is not None and is_self(by, person):
        raise OwnFile("不能查看或办理本人的业务，请由其他柜员办理。")
    look(
        by=looker_of(by),
        holder=Look.Holder(holder) if person is not None else Look.Holder.NOBODY,
        holder_id=person.pk if person is not None else 0,
        why=why,
        now=now,
    )
    if person is None:
        raise NobodyFound("没有找到。请核对完整的证件号码或个人账号；这里不能按姓名查找。")
    return Opened(holder, person.pk, why.reason, why.words.strip(), why.case.strip())


def show_whole(*, by: Staff, opened: Opened, now: datetime) -> None:
    """Write down that whole numbers are shown now. Raises TooManyLooks."""
    look(
        by=looker_of(by),
        holder=Look.Holder(opened.holder),
        holder_id=opened.holder_id,
        why=Why(opened.reason, opened.words, opened.case),
        shown=Look.Shown.WHOLE,
        now=now,
    )


def show_papers(*, by: Staff, opened: Opened, now: datetime) -> None:
    """Write down that a material of the open file is looked at now. Raises TooManyLooks."""
    look(
        by=looker_of(by),
        holder=Look.Holder(opened.holder),
        holder_id=opened.holder_id,
        why=Why(opened.reason, opened.words, opened.case),
        shown=Look.Shown.PAPERS,
        now=now,
    )


def show_case_papers(*, by: Staff, member_id: int, case: str, now: datetime) -> None:
    """Write down, once for a case, that an officer looks at the papers of the case he holds."""
    seen = Look.objects.filter(
        actor=actor_of(by), holder_id=member_id, case=case, shown=Look.Shown.PAPERS
    )
    if seen.exists():
        return
    look(
        by=looker_of(by),
        holder=Look.Holder.MEMBER,
        holder_id=member_id,
        why=Why(Look.Reason.REVIEW, "审核办件的材料", case),
        shown=Look.Shown.PAPERS,
        now=now,
    )


def person_of(opened: Opened) -> Person:
    """The person whose file lies open."""
    model: type[Member] | type[Agent] = Member if opened.holder == "member" else Agent
    return model.objects.get(pk=opened.holder_id)


def check_known(by: Staff) -> None:
    """Only who is known as a person handles persons: else nobody could say “not his own”.

    Raises WhoAreYou.
    """
    if not by.identity_number:
        raise WhoAreYou("您的账号还没有登记证件号码，不能办理个人业务。请系统管理员先补登。")


def is_self(by: Staff, person: Person) -> bool:
    """Whether a clerk would handle his own business."""
    return bool(by.identity_number) and by.identity_number == person.identity_number


def looker_of(staff: Staff) -> Looker:
    """A clerk as the member reads him under 谁看过我."""
    return Looker(actor_of(staff), staff.name, staff.branch)


def _found(holder: str, number: str, today: date) -> Person | None:
    if holder == Look.Holder.AGENT:
        return agent_of(identity_number=number, today=today)
    by_identity = member_of(identity_number=number, today=today)
    return by_identity or member_of_account(number=number)
