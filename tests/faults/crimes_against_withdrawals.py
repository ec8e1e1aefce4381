"""A withdrawal that was paid, what could be done to it, and which law betrays it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from anju.cases.actors import Actor, member_acts, staff_acts
from anju.cases.models import Case
from anju.cases.take_next_case import take_next_case
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Member, Staff
from anju.policy.shapes import Channel
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.review.decide import accept_withdrawal, approve_withdrawal, look_again
from faults.crimes import Crime, crime
from people_of_the_town import TODAY, FakeBank, identity

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
HOLDS = "申请中的提取逐笔冻结，办结后不再冻结"
BOOKED = "每笔提取出账一次，金额与利息相符"
ORDERS = "提取付款指令与提取一一对应，只付一次，只付本人或继承人"
TRANSIT = "提取在途等于付款中与退汇的提取"
CLAIMS = "重复付款逐笔立账追偿，账上余额等于未追回的合计"
EYES = "提取与办件状态相符，由不同的人审核"


def take_some(name: str) -> None:
    """This member repays a loan and takes 500 yuan for it; the bank pays the day after."""
    member = Member.objects.get(name=name)
    loan = record_loan(
        borrower=member,
        facts=LoanFacts(
            LoanRecord.Kind.COMMERCIAL,
            "XD2026001",
            "中国工商银行",
            "演示路 9 号",
            80_000_000,
            50_000_000,
            240,
            date(2026, 7, 1),
        ),
        today=TODAY,
        by="test",
    )
    record_repayments(
        loan=loan,
        repaid=[(date(2026, 8, 20), 30_000, 20_000)],
        state=LoanRecord.State.NORMAL,
        by="test",
    )
    bind_card(
        member=member,
        typed=TypedCard("102", "6217000010000000019", sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=NOON - timedelta(days=2),
        by="test",
    )
    made = apply(
        request=Request("commercial_loan_repayment", "", {"loan": loan.number}),
        applicant=Applicant(member, member_acts(member), "hall"),
        intent="taken",
        today=TODAY,
        now=NOON,
    )
    _pass(made.case)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOON)
    for serial in bank.taken:
        answer = replace(bank.says(serial, "succeeded"), value_on=TODAY + timedelta(days=1))
        record_answer(answer=answer, source="callback", now=NOON)
    settle_payments(today=TODAY)


def _pass(case: Case) -> None:
    for place, (state, decide) in enumerate(
        (
            (Case.State.WAITING, accept_withdrawal),
            (Case.State.REVIEWING, approve_withdrawal),
        )
    ):
        officer = _officer(place)
        Case.objects.filter(pk=case.pk).update(due_on=date(2026, 1, 1))
        taken = take_next_case(by=officer, states=(state,), today=TODAY)
        seen = look_again(case=taken, today=TODAY, now=NOON).digest
        decide(number=case.number, opinion="同意", seen=seen, by=officer, today=TODAY, now=NOON)


def _officer(place: int) -> Actor:
    return staff_acts(
        Staff.objects.create(
            login=f"T{place}",
            name=f"审核{place}",
            identity_number=identity(700 + place),
            role=Staff.Role.CLERK,
            branch="市直管理部",
        )
    )


# The loan withdrawal turned into one that 李伟 inherits.
INHERITED = (
    "UPDATE withdrawals_withdrawal SET reason = 'death', payee_id = (SELECT member_id"
    " FROM people_fundaccount WHERE ledger_id = {li})"
)

# The payment claimed as one made twice, out of thin air.
CLAIMED = (
    "INSERT INTO withdrawals_claim (number, withdrawal_id, order_id, line_id, amount_fen,"
    " open_fen, opened_on) SELECT 'ZH1', w.id, w.order_id, l.id, 50000, 50000, w.applied_on"
    " FROM withdrawals_withdrawal AS w CROSS JOIN payments_statementline AS l LIMIT 1"
)

AGAINST_WITHDRAWALS: tuple[Crime, ...] = (
    crime(
        HOLDS,
        "申请 50000 分，冻结 0 分",
        "UPDATE withdrawals_withdrawal SET state = 'reviewing'",
    ),
    crime(
        HOLDS,
        "没有对应的业务",
        "UPDATE ledger_hold SET act = 'nobody/1' WHERE released_on IS NULL",
    ),
    crime(
        BOOKED,
        "应出账 50001 分，账上 50000 分",
        "UPDATE withdrawals_withdrawal SET amount_fen = amount_fen + 1",
    ),
    crime(
        BOOKED,
        "账上却有出账",
        "UPDATE withdrawals_withdrawal SET state = 'refused'",
    ),
    crime(
        BOOKED,
        "已退回账户，账上仍出账 50000 分",
        "UPDATE withdrawals_withdrawal SET state = 'given_back'",
    ),
    crime(
        ORDERS,
        "已退回账户，却也付了款",
        "UPDATE withdrawals_withdrawal SET state = 'given_back'",
    ),
    crime(
        CLAIMS,
        "未追回的追偿 0 分",
        "UPDATE ledger_account SET subject = '11902', number = '重复付款' WHERE id = {wang}",
    ),
    crime(CLAIMS, "应收 50000 分，账上 0 分", CLAIMED),
    crime(
        CLAIMS,
        "没有按原金额付出",
        CLAIMED,
        "UPDATE payments_order SET state = 'rejected' WHERE purpose = 'withdrawal'",
    ),
    crime(
        CLAIMS,
        "已抵追偿，却不知抵了哪一笔",
        "UPDATE contributions_suspense SET state = 'recovered', settled_on = booked_on",
    ),
    crime(
        ORDERS,
        "收款人不是本人",
        "UPDATE payments_order SET payee_name = '别人' WHERE purpose = 'withdrawal'",
    ),
    crime(
        ORDERS,
        "没有付到本人经银行核验的卡",
        "UPDATE payments_order SET card_id = NULL WHERE purpose = 'withdrawal'",
    ),
    crime(
        ORDERS,
        "没有付到本人经银行核验的卡",
        "UPDATE payments_membercard SET member_id = (SELECT member_id"
        " FROM people_fundaccount WHERE ledger_id = {li})"
        " WHERE id IN (SELECT card_id FROM payments_order WHERE purpose = 'withdrawal')",
    ),
    crime(
        ORDERS,
        "付给已去世的人，没有写明领款的继承人",
        INHERITED,
        "UPDATE withdrawals_withdrawal SET payee_id = NULL",
    ),
    crime(ORDERS, "没有付到本人经银行核验的卡", INHERITED),
    crime(
        EYES,
        "由领款人自己经办",
        INHERITED,
        "INSERT INTO cases_hand (case_id, person, side) SELECT w.case_id, p.identity_index,"
        " 'second' FROM withdrawals_withdrawal AS w JOIN people_member AS p"
        " ON p.id = w.payee_id",
    ),
    crime(
        ORDERS,
        "没有对应的提取",
        "UPDATE payments_order SET subject = 'TQ9/1' WHERE purpose = 'withdrawal'",
    ),
    crime(
        TRANSIT,
        "付款中与退汇的提取 50000 分",
        "UPDATE withdrawals_withdrawal SET state = 'paying'",
    ),
    crime(
        EYES,
        "已付款，办件",
        "UPDATE cases_case SET state = 'refused' WHERE member_id IS NOT NULL",
    ),
)
