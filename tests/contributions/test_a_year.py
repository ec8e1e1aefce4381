"""A year of an employer with three hundred people, in each city's own rounding and ratios."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from tests.people_of_the_town import FakeBank, change, employer, identity, opening

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.centers.sealed import index_of
from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Line, Remittance, RemittedMonth
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.tell_members import tell_members
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.ground.calendar import Month
from anju.ground.invented import make_mobile
from anju.ledger.lists import balances
from anju.ledger.proofs import prove
from anju.notices.models import Notice
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.accounts.open_accounts import open_fund_accounts
from anju.people.models import Employer, FundAccount
from anju.policy.rules import profile

HEADS = 300
FIRST, LAST = Month(2026, 7), Month(2027, 6)
ADJUSTED = Month(2026, 9)
ONE, FEN = Decimal(1), Decimal("0.01")
# Ningbo's profile keeps the nation's rounding: whole yuan, half up, each side on its own.
UNIT = {"ningbo": ONE, "jian": ONE, "chuxiong": ONE, "xinyang": ONE, "zaozhuang": FEN}
NAMES = "王李张刘陈杨黄赵周吴"


def name_of(order: int) -> str:
    """A name for the order-th person: a surname and two characters that count."""
    digits = "芳伟敏静磊洋艳勇娟涛"
    return NAMES[order % 10] + digits[order // 10 % 10] + digits[order // 100 % 10]


@dataclass
class Payroll:
    """What a clerk with a pocket calculator would expect: bases of who is in, money of all."""

    unit: Decimal
    bases: dict[int, int] = field(default_factory=dict)
    saved: dict[int, int] = field(default_factory=dict)

    def side(self, base_fen: int) -> int:
        """One side of a month at 12 %, in fen."""
        yuan = Decimal(base_fen) / 100 * Decimal("0.12")
        return int(yuan.quantize(self.unit, ROUND_HALF_UP) * 100)

    @property
    def month_fen(self) -> int:
        """What the whole staff costs a month, both sides."""
        return sum(2 * self.side(base) for base in self.bases.values())

    def pay(self) -> None:
        """Every one of the staff is paid for a month."""
        for order, base in self.bases.items():
            self.saved[order] = self.saved.get(order, 0) + 2 * self.side(base)


@pytest.fixture(params=sorted(UNIT))
def payroll(request, xinyang, settings, tmp_path: Path, monkeypatch) -> Payroll:
    """The people of the first month, under the profile of one city."""
    city = request.param
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(city))
    settings.ANJU_UPLOADS = tmp_path
    return Payroll(UNIT[city], {n: 300_000 + 1_237 * n for n in range(1, HEADS + 1)})


@pytest.fixture
def mill(payroll: Payroll) -> Employer:
    """申城纺织 with its three hundred, who are due from July 2026 on."""
    made = employer()
    openings = [
        opening(n, name_of(n), base_fen=base, side_fen=payroll.side(base))
        for n, base in payroll.bases.items()
    ]
    opened = change(FIRST, today=FIRST.first_day)
    open_fund_accounts(employer=made, openings=openings, change=opened)
    return made


def day_of(month: Month) -> date:
    return month.first_day.replace(day=20)


def key(mill: Employer, month: Month, entries: list[Entry]) -> None:
    """新增一人, 保存, for each; then 提交."""
    register = open_register(employer=mill, by="赵会计")
    for entry in entries:
        put_line(edit=_edit(register, month), entry=entry)
    assert list(register.lines.exclude(faults=[]).values_list("faults", flat=True)) == []
    submit_register(edit=_edit(register, month))


def _edit(register, month: Month) -> Edit:
    register.refresh_from_db()
    return Edit(
        register=register.pk, version=register.version, today=day_of(month), by="赵会计"
    )


def adjust_everybody(mill: Employer, payroll: Payroll, month: Month) -> None:
    """The payroll list of September carries new bases for all (一表通)."""
    payroll.bases = {n: base + 31_007 for n, base in payroll.bases.items()}
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(["姓名", "身份证号", "缴存基数"])
    for n, base in payroll.bases.items():
        sheet.writerow([name_of(n), identity(n), f"{Decimal(base) / 100:.2f}"])
    content = text.getvalue().encode("gbk")
    take_upload(employer=mill, filename="工资表.csv", content=content, by="赵会计")
    read_waiting_uploads(today=day_of(month))
    register = open_register(employer=mill, by="赵会计")
    kinds = set(register.lines.values_list("kind", flat=True))
    assert (kinds, register.lines.count()) == ({Line.Kind.BASE}, len(payroll.bases))
    submit_register(edit=_edit(register, month))


def remit(mill: Employer, month: Month, expected_fen: int) -> None:
    now = datetime.combine(day_of(month), datetime.min.time(), UTC)
    submit_remittance(
        employer=mill,
        until=month,
        method=Remittance.Method.REALTIME,
        expected_fen=expected_fen,
        intent=f"{month.code:032d}",
        today=day_of(month),
        by="赵会计",
    )
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=now)
    for serial in list(bank.taken):
        record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=now)
    allot_settled_money(today=day_of(month))


@pytest.mark.rows("X-28", "C-53")
def test_a_year_of_three_hundred_people_adds_up_to_the_fen(
    mill: Employer, payroll: Payroll, change_of_staff: Callable[..., list[Entry]]
) -> None:
    for month in Month.span(FIRST, LAST):
        if month == ADJUSTED:
            adjust_everybody(mill, payroll, month)
        elif month != FIRST:
            key(mill, month, change_of_staff(payroll, month))
        remit(mill, month, payroll.month_fen)
        payroll.pay()
    _the_rolls_agree(mill, payroll)
    _the_accounts_agree(payroll)
    assert [finding.proof.law for finding in map(prove, EVERY_PROOF) if not finding.holds] == []
    assert tell_members() > 12 * HEADS
    assert Notice.objects.filter(text__contains="基数已由").count() == HEADS + 1


@pytest.fixture
def change_of_staff() -> Callable[[Payroll, Month], list[Entry]]:
    """Two join and one leaves, every month; who left is written down as gone."""

    def entries(payroll: Payroll, month: Month) -> list[Entry]:
        nth = month - FIRST
        joiners = [HEADS + 2 * nth, HEADS + 2 * nth + 1]
        leaver = nth * 7
        del payroll.bases[leaver]
        for n in joiners:
            payroll.bases[n] = 400_000 + 111 * n
        hired = [
            Entry(
                Line.Kind.OPEN,
                name_of(n),
                identity(n),
                make_mobile(n),
                base_fen=payroll.bases[n],
            )
            for n in joiners
        ]
        return [*hired, Entry(Line.Kind.SEAL, name_of(leaver), identity(leaver))]

    return entries


def _the_rolls_agree(mill: Employer, payroll: Payroll) -> None:
    rolls = list(RemittedMonth.objects.filter(employer=mill, live=True).order_by("month"))
    assert [roll.month for roll in rolls] == list(Month.span(FIRST, LAST))
    for before, roll in pairwise(rolls):
        assert (roll.heads_before, roll.total_before_fen) == (before.heads, before.total_fen)
        assert roll.heads == before.heads + roll.joined - roll.left
        moved = roll.joined_fen - roll.left_fen + roll.changed_fen
        assert roll.total_fen == before.total_fen + moved
    assert rolls[-1].total_fen == payroll.month_fen
    assert rolls[-1].heads == len(payroll.bases) == HEADS + 10


def _the_accounts_agree(payroll: Payroll) -> None:
    accounts = dict(FundAccount.objects.values_list("member__identity_index", "ledger_id"))
    found = balances(accounts=list(accounts.values()))
    for order, saved in payroll.saved.items():
        index = index_of(identity(order), purpose="identity")
        assert found[accounts[index]] == saved, name_of(order)
