"""A refund the bank had paid comes back: its money lies in the prepayment account."""

from datetime import timedelta

from tests.contributions.refunds.test_refunds import (  # noqa: F401 - the same mill
    BOTH,
    asked,
    mill,
    prepaid,
    take_back,
)
from tests.paying_back import bank_pays
from tests.people_of_the_town import TODAY

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Suspense
from anju.ledger.proofs import prove
from anju.payments.bank import Notice, Party
from anju.payments.models import Order
from anju.payments.take_arrivals import take_notice
from anju.people.models import Employer


def test_what_the_bank_had_paid_and_sends_back_goes_to_the_prepayment_account(
    mill: Employer,  # noqa: F811
) -> None:
    made = take_back(asked(mill), BOTH, to_bank=True)
    bank_pays()
    order = Order.objects.get(purpose="refund")
    told = Notice(
        account=order.payer_account,
        day=TODAY + timedelta(days=3),
        bank_serial="BK77",
        amount_fen=BOTH,
        payer=Party(order.payee_account, order.payee_name),
        digest="退汇",
        remark=f"退汇 {order.serial} 收款账户已销户",
        message_id="m",
    )
    take_notice(notice=told)
    for _ in range(2):
        allot_settled_money(today=TODAY)
    made.refresh_from_db()
    assert (made.payout, prepaid(mill)) == ("failed", BOTH)
    assert not Suspense.objects.exists()
    found = [prove(proof) for proof in EVERY_PROOF]
    assert [one.first for one in found if not one.holds] == []
