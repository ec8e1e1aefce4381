"""What changes at an employer before a month is paid: keyed registers, and July's new bases."""

from collections.abc import Iterable
from datetime import date

from anju.batch.town.files import csv_bytes
from anju.batch.town.persons import person
from anju.batch.town.plan import Firm, Hall
from anju.batch.town.rosters import roster_line
from anju.batch.town.stories import CLOSED, EMPTY, UNREACHABLE, Move
from anju.contributions.models import Register
from anju.contributions.registers.base_year import use_up_base_changes
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.contributions.registers.edit_register import Edit, Entry, drop_register, put_line
from anju.contributions.registers.open_register import draft_of, open_register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import change_bases
from anju.people.accounts.deed import Change, Terms
from anju.people.models import AccountEvent, Employer, FundAccount

BY = "赵会计"
JULY = 7
BY_ROSTER_MOST = 1000


def make_changes(
    *, hall: Hall, firm: Firm, employer: Employer, moves: Iterable[Move], today: date
) -> None:
    """All that changes at a firm in the month it pays next; a second call does nothing."""
    _clear_draft(employer, today)
    month = Month.of(today)
    if month.month == JULY and month != firm.first_month:
        _new_year(employer, month, today)
    done = Register.objects.filter(
        employer=employer, month=month, state="submitted", upload=None
    ).count()
    ours = [move for move in moves if (move.firm, move.month) == (firm.key, month)]
    for number in sorted({move.round for move in ours if move.round > done}):
        _key_in(hall, employer, [move for move in ours if move.round == number], today)
    _close_empty_accounts(hall, today)


def edit_of(register: Register, today: date) -> Edit:
    """The register as it stands now, edited by the firm's agent."""
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=today, by=BY)


def _clear_draft(employer: Employer, today: date) -> None:
    """A build that was broken off may have left a draft."""
    read_waiting_uploads(today=today)
    draft = draft_of(employer)
    if draft is not None:
        drop_register(edit=edit_of(draft, today))


def _key_in(hall: Hall, employer: Employer, moves: list[Move], today: date) -> None:
    register = open_register(employer=employer, by=BY)
    for move in moves:
        who = person(hall, move.person)
        entry = Entry(
            kind=move.kind,
            name=who.name,
            identity_number=who.identity_number,
            mobile="" if move.person == UNREACHABLE else who.mobile,
            base_fen=None if move.kind == move.kind.SEAL else who.base_fen,
        )
        line = put_line(edit=edit_of(register, today), entry=entry)
        if line.faults:
            raise RuntimeError(f"{employer.name} {move}: {line.faults}")
    submit_register(edit=edit_of(register, today))


def _new_year(employer: Employer, month: Month, today: date) -> None:
    """The year's new bases: a small firm hands in its payroll list, a large one all at once."""
    active = employer.accounts.filter(state="01").select_related("member").order_by("ledger_id")
    bounds = bounds_for(employer=employer, on=today)
    source = f"{month} 年度调基"
    if active.count() > BY_ROSTER_MOST:
        if AccountEvent.objects.filter(employer=employer, source=source).exists():
            return
        terms = {account.pk: _raised(account, bounds) for account in active}
        change = Change(month=month, today=today, actor=BY, source=source)
        now = dict(active.values_list("pk", "base_fen"))
        rebased = [key for key, each in terms.items() if each.base_fen != now[key]]
        use_up_base_changes(employer=employer, accounts=rebased, change=change)
        change_bases(employer=employer, terms=terms, change=change)
    elif not Register.objects.filter(
        employer=employer, month=month, state="submitted", upload__isnull=False
    ).exists():
        _hand_in_roster(employer, list(active), bounds, today)


def _hand_in_roster(
    employer: Employer, active: list[FundAccount], bounds: Bounds, today: date
) -> None:
    lines = [
        roster_line(
            name=account.member.name,
            identity_number=account.member.identity_number,
            mobile=account.member.mobile,
            base_fen=_raised(account, bounds).base_fen,
            ratios=(account.employer_rate, account.own_rate),
            account_number=account.number,
        )
        for account in active
    ]
    upload = take_upload(
        employer=employer,
        filename=f"{today:%Y} 年 7 月职工名单.csv",
        content=csv_bytes(lines),
        by=BY,
    )
    read_waiting_uploads(today=today)
    upload.refresh_from_db()
    if upload.state != upload.State.COMPARED:
        raise RuntimeError(f"{employer.name}: {upload.refusal}")
    submit_register(edit=edit_of(upload.register, today))


def _raised(account: FundAccount, bounds: Bounds) -> Terms:
    """Three to seven per cent more, in whole yuan, up to the cap.

    Who was let in under the floor keeps what he has.
    """
    base_fen = account.base_fen
    if base_fen >= bounds.base_floor_fen:
        percent = 103 + int(account.member.identity_number[14:17]) % 5
        base_fen = min(base_fen * percent // 10_000 * 100, bounds.base_cap_fen)
    return bounds.terms(base_fen, account.employer_rate, account.own_rate)


def _close_empty_accounts(hall: Hall, today: date) -> None:
    """The accounts of those who left before the first payday hold nothing and are closed.

    Closing has no verb yet; with nothing on the account there is nothing to book.
    """
    numbers = [person(hall, one).identity_number for one in (EMPTY, CLOSED)]
    FundAccount.objects.filter(
        member__identity_index__in=numbers, state="02", shares=None
    ).update(state="03", closed_on=today)
