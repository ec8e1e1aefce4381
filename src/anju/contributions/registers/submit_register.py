"""The agent confirms a register: its good lines take effect, all of them or none."""

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Line, Register, Remittance
from anju.contributions.registers.base_year import use_up_base_changes
from anju.contributions.registers.edit_register import (
    Edit,
    keep_moved,
    keep_up,
    rejudge,
    take_draft,
)
from anju.contributions.registers.give_receipts import give_receipts
from anju.contributions.remittances.end_remittance import IN_PROGRESS
from anju.contributions.remittances.remit import StillProcessing
from anju.ground.errors import Refusal
from anju.people.accounts.change_accounts import (
    change_bases,
    seal_accounts,
    transfer_accounts,
    unseal_accounts,
)
from anju.people.accounts.deed import Change, Terms
from anju.people.accounts.open_accounts import Opening, open_fund_accounts
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer, FundAccount


class NothingToSubmit(Refusal):
    code = "contributions.nothing_to_submit"


class NotAllGood(Refusal):
    code = "contributions.not_all_good"


class LinesTurned(Refusal):
    code = "contributions.lines_turned"


class MonthMoved(Refusal):
    code = "contributions.month_moved"


def submit_register(*, edit: Edit, whole: bool = False) -> Register:
    """Open, unseal, transfer, re-base and seal what the register's good lines say.

    Lines with faults are left out and stay on file with their reasons; with `whole` they let
    nothing through (NotAllGood). Every line is judged
    once more first: where one has changed sides since the agent looked, nothing is done.
    While a remittance waits for the bank its months are neither paid nor open, so no change
    can take effect. Raises StillProcessing then, MonthMoved when the draft's month was paid
    meanwhile, NothingToSubmit, LinesTurned, EmployerNotPaying, BaseChangedThisYear, and as
    `put_line`; nothing takes effect then, and no base change is used up.
    (X-18 to X-26, X-33; C-37 to C-41, C-57.)
    """
    _check_again(edit)
    with transaction.atomic():
        _hold_employer(edit)
        register = take_draft(edit)
        good = good_lines(register=register.pk, whole=whole)
        change = Change(
            month=register.month, today=edit.today, actor=edit.by, source=register.number
        )
        _apply(register, good, change)
        register.state, register.submitted_on = Register.State.SUBMITTED, edit.today
        keep_moved(register, edit, f"提交 {len(good)} 项")
        give_receipts(register=register, submitted_on=edit.today)
        record(actor=edit.by, deed="submit_register", subject=register.number, lines=len(good))
    return register


def good_lines(*, register: int, whole: bool) -> list[Line]:
    """What a register would let through as its lines are judged now, in their order.

    Raises NotAllGood when the `whole` is wanted and a line has faults, NothingToSubmit.
    """
    lines = Line.objects.filter(register=register)
    if whole and (bad := lines.exclude(faults=[]).count()):
        raise NotAllGood(
            f"还有 {bad} 项没有通过校验，按“全部通过才提交”，这次没有提交。"
            "请改好后再提交，或选“先提交通过的”。"
        )
    good = list(lines.filter(faults=[]).order_by("id"))
    if not good:
        raise NothingToSubmit("清册里没有校验通过的变更，没有可以提交的内容。")
    return good


def _check_again(edit: Edit) -> None:
    """Judge the good lines as things stand now, and keep what was found even if we refuse."""
    with transaction.atomic():
        _hold_employer(edit)
        register = take_draft(edit)
        left = keep_up(register)
        turned = rejudge(register, list(register.lines.order_by("id")), edit.today)
        if left:
            keep_moved(register, edit, f"生效月份改为 {register.month.chinese}")
    if left:
        raise MonthMoved(
            f"{left.chinese}已经汇缴，清册的生效月份已改为 {register.month.chinese}，"
            "没有提交，请核对后再提交。"
        )
    if turned:
        raise LinesTurned(f"有 {turned} 项变更的校验结果刚刚发生变化，没有提交，请重新核对。")


def _hold_employer(edit: Edit) -> None:
    """Employer first, register second, as whoever pays does: nobody waits in a circle."""
    employer = Employer.objects.select_for_update(no_key=True, of=("self",)).get(
        registers=edit.register
    )
    check_employer_pays(employer)
    under_way = Remittance.objects.filter(employer=employer, state__in=IN_PROGRESS).first()
    if under_way is not None and under_way.state == Remittance.State.WAITING:
        raise StillProcessing(
            f"汇缴 {under_way.number} 正在等待转账汇款，人员和金额已经定下。"
            "请等款到账，或先撤回它，再提交变更；清册已为您保留。"
        )
    if under_way is not None:
        raise StillProcessing(
            "上一笔汇缴银行还在处理，请等结果出来后再提交变更；清册已为您保留。"
        )


def _apply(register: Register, good: list[Line], change: Change) -> None:
    employer = register.employer
    by_kind: dict[str, list[Line]] = {}
    for line in good:
        by_kind.setdefault(line.kind, []).append(line)
    seal_accounts(
        employer=employer,
        accounts=[_account(line) for line in by_kind.get(Line.Kind.SEAL, [])],
        change=change,
    )
    use_up_base_changes(employer=employer, accounts=_rebased(by_kind), change=change)
    for kind, verb in (
        (Line.Kind.UNSEAL, unseal_accounts),
        (Line.Kind.TRANSFER, transfer_accounts),
        (Line.Kind.BASE, change_bases),
    ):
        terms = {_account(line): _terms(line) for line in by_kind.get(kind, [])}
        verb(employer=employer, terms=terms, change=change)
    _open(employer, by_kind.get(Line.Kind.OPEN, []), change)


def _rebased(by_kind: dict[str, list[Line]]) -> list[int]:
    """The accounts whose base really becomes another; a ratio alone uses nothing up."""
    bases = {_account(line): line.base_fen for line in by_kind.get(Line.Kind.BASE, [])}
    now = FundAccount.objects.filter(pk__in=bases).values_list("pk", "base_fen")
    return [account for account, base_fen in now if bases[account] != base_fen]


def _open(employer: Employer, opens: list[Line], change: Change) -> None:
    """Open the accounts, and let each line point to the one it opened."""
    numbers = open_fund_accounts(
        employer=employer,
        openings=[
            Opening(line.name, line.identity_number, line.mobile, _terms(line))
            for line in opens
        ],
        change=change,
    )
    opened = dict(FundAccount.objects.filter(number__in=numbers).values_list("number", "pk"))
    for line, number in zip(opens, numbers, strict=True):
        line.account_id = opened[number]
    Line.objects.bulk_update(opens, ["account"], batch_size=500)


def _account(line: Line) -> int:
    account: int | None = line.account_id
    if account is None:
        raise RuntimeError(f"line {line.pk} was judged good without an account")
    return account


def _terms(line: Line) -> Terms:
    if line.base_fen is None or line.employer_rate is None or line.own_rate is None:
        raise RuntimeError(f"line {line.pk} was judged good without terms")
    return Terms(
        base_fen=line.base_fen,
        employer_rate=line.employer_rate,
        own_rate=line.own_rate,
        employer_fen=line.employer_fen,
        own_fen=line.own_fen,
    )
