"""Whose withdrawal a clerk handles: never his own, and never without an identity card."""

from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.people.models import Member, Staff
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.models import Withdrawal


def stands_there(
    *, member: Member, number: str, clerk: Staff, card_checked: bool
) -> Withdrawal:
    """The withdrawal of the person at the desk, an heir's as well, once his card is checked.

    Raises CardNotChecked, NotYours, and OwnFile where the clerk is the member or the heir.
    """
    check_card(card_checked)
    found = Withdrawal.objects.select_related("member", "payee", "case")
    withdrawal = found.filter(member=member, number=number).first()
    if withdrawal is None:
        raise NotYours("这个人没有这笔提取，没有办理。请回到“提取受理”重新选择。")
    if is_self(clerk, withdrawal.member) or is_self(clerk, withdrawal.receiver):
        raise OwnFile("这是您本人的或由您领款的提取，请由其他柜员办理。")
    return withdrawal
