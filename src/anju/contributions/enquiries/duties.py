"""What an employer must do and until when (日历与待办): from rules and from what waits."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anju.contributions.models import Register, Relief, Submission, Transfer
from anju.contributions.remittances.due import next_month
from anju.ground.calendar import FundYear, Month, contribution_due_on
from anju.identity.models import Certificate
from anju.people.models import AccountEvent, Employer
from anju.policy.items import CHINA
from anju.policy.rules import value

FILING_DAYS = 30  # 住房公积金管理条例 第十五条: thirty days from the hiring or the leaving
CERTIFICATE_DAYS = 30


class Kind(StrEnum):
    """What a duty is about; where it is done is the door's to know."""

    REMIT = "remit"
    FILING = "filing"
    BASE = "base"
    REGISTER = "register"
    TRANSFER = "transfer"
    REVIEW = "review"
    CERTIFICATE = "certificate"
    RELIEF = "relief"
    INTEREST = "interest"


@dataclass(frozen=True)
class Duty:
    """One thing to do until a day, and why; its words name no person and no sum.

    `key` stays the same as long as the duty is the same one. `routine` duties come every month
    whatever happens, and stand in the calendar only.
    """

    key: str
    kind: Kind
    day: date
    title: str
    why: str
    routine: bool = False


def duties(*, employer: Employer, today: date, until: Month) -> list[Duty]:
    """Everything with a day up to the end of a month, what is overdue first."""
    found = [
        *_remittances(employer, until),
        *_filings(Month.of(today), until),
        *_bases(employer, today),
        *_registers(employer),
        *_transfers(employer),
        *_reviews(employer, today),
        *_certificates(employer),
        *_reliefs(employer),
        *_interest(today),
    ]
    near = [duty for duty in found if duty.day <= until.last_day]
    return sorted(near, key=lambda duty: (duty.day, duty.key))


def todo(*, employer: Employer, today: date, days: int = 30) -> list[Duty]:
    """What is overdue or comes up within some days, routine reminders left out."""
    last = today + timedelta(days=days)
    found = duties(employer=employer, today=today, until=Month.of(last))
    return [duty for duty in found if duty.day <= last and not duty.routine]


def _remittances(employer: Employer, until: Month) -> Iterator[Duty]:
    if employer.state != Employer.State.NORMAL:
        return
    for month in Month.span(next_month(employer), until):
        yield Duty(
            key=f"remit-{month.code}",
            kind=Kind.REMIT,
            day=contribution_due_on(month, employer.payday),
            title=f"{month.chinese}住房公积金最迟汇缴日",
            why=f"发薪日（每月 {employer.payday} 日）后 5 日内汇缴（条例第十九条）。",
        )


def _filings(first: Month, until: Month) -> Iterator[Duty]:
    """Thirty days from the first of a month; who came or went later has as many days more."""
    for month in Month.span(first - 1, until):
        yield Duty(
            key=f"filing-{month.code}",
            kind=Kind.FILING,
            day=month.first_day + timedelta(days=FILING_DAYS),
            title=f"{month.month} 月录用、离职职工的登记和封存期限",
            why=f"{month.month} 月 1 日起录用、离职的职工从今天起陆续满 30 日，"
            "请逐人办理开户或封存（条例第十五条）。",
            routine=True,
        )


def _bases(employer: Employer, today: date) -> Iterator[Duty]:
    """The yearly adjustment, as long as nobody's base was changed in its fund year."""
    for year in (FundYear.of(today), FundYear.of(today).next):
        closes = str(value("contribution.base_window_closes", on=today))
        day = date.fromisoformat(f"{year.opening_year}-{closes}")
        done = AccountEvent.objects.filter(
            employer=employer,
            kind=AccountEvent.Kind.BASE_CHANGED,
            month__gte=Month.of(year.opens),
            month__lte=Month.of(year.closes),
        )
        if day < today or done.exists():
            continue
        why = f"每年调整一次，{year.opens:%Y-%m-%d} 起执行，请按上年月平均工资申报。"
        yield Duty(f"base-{year}", Kind.BASE, day, f"{year.chinese}缴存基数调整截止", why)


def _reliefs(employer: Employer) -> Iterator[Duty]:
    """Until when a deferral or a lower ratio holds; what was deferred is made good then."""
    for relief in employer.reliefs.exclude(state=Relief.State.ENDED):
        last: Month = relief.last_month
        why = "期满后恢复原比例汇缴；需要延长的，请在到期前重新申请（条例第二十条）。"
        if relief.kind == Relief.Kind.DEFERRAL:
            why = "期满后恢复汇缴，缓缴的月份请及时补缴（条例第二十条）。"
        title = f"{relief.get_kind_display()}期满"
        yield Duty(f"relief-{relief.number}", Kind.RELIEF, last.last_day, title, why)


def _registers(employer: Employer) -> Iterator[Duty]:
    drafts = employer.registers.filter(state=Register.State.DRAFT, lines__isnull=False)
    for register in drafts.distinct():
        month: Month = register.month
        yield Duty(
            key=f"register-{register.number}",
            kind=Kind.REGISTER,
            day=contribution_due_on(month, employer.payday),
            title=f"{month.chinese}有变更清册没有提交",
            why="清册提交后变更才会生效；没有提交时不能汇缴这个月。",
        )


def _transfers(employer: Employer) -> Iterator[Duty]:
    waiting = Transfer.objects.filter(former=employer, state=Transfer.State.WAITING)
    days = Counter(
        each.astimezone(CHINA).date()
        for each in waiting.values_list("expires_at", flat=True)
        if each
    )
    for day, count in sorted(days.items()):
        why = "其他单位申请转入贵单位职工的账户，到期没有答复的，申请自动失效。"
        yield Duty(
            f"transfer-{day:%Y%m%d}", Kind.TRANSFER, day, f"{count} 项转出申请待贵单位确认", why
        )


def _reviews(employer: Employer, today: date) -> Iterator[Duty]:
    """What waits for a second person is due today, however long it has waited."""
    count = employer.submissions.filter(state=Submission.State.WAITING).count()
    if count:
        why = "提交的业务要由另一位办事人员复核同意，才会生效。"
        yield Duty("review", Kind.REVIEW, today, f"{count} 项业务等待复核", why)


def _certificates(employer: Employer) -> Iterator[Duty]:
    held = Certificate.objects.filter(employer_id=employer.pk, ended_at=None)
    for pk, ends in held.values_list("pk", "valid_until"):
        yield Duty(
            key=f"certificate-{pk}",
            kind=Kind.CERTIFICATE,
            day=ends.astimezone(CHINA).date() - timedelta(days=CERTIFICATE_DAYS),
            title="数字证书即将到期",
            why=f"{ends.astimezone(CHINA):%Y-%m-%d} 到期，之后不能办理业务，请提前向 CA 换领。",
        )


def _interest(today: date) -> Iterator[Duty]:
    year = FundYear.of(today)
    why = "中心为每位职工结算一年的利息，之后可以查询并导出单位结息对账单。"
    yield Duty(f"interest-{year}", Kind.INTEREST, year.closes, "年度结息日", why, routine=True)
