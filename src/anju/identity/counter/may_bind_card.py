"""Who may bind a bank card for a person at the counter, and what he has to look at first."""

from anju.ground.errors import Refusal
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.people.models import Member, Staff


class BankCardNotSeen(Refusal):
    code = "identity.bank_card_not_seen"


def check_may_bind_card(
    *, member: Member, card_checked: bool, bank_card_seen: bool, by: Staff
) -> None:
    """Let the deed go on: identity card and bank card lie on the counter, and are not his own.

    Raises OwnFile, CardNotChecked, BankCardNotSeen. (Security B2, E1.)
    """
    if is_self(by, member):
        raise OwnFile("不能为本人绑定银行卡，请由其他柜员办理。")
    check_card(card_checked)
    if not bank_card_seen:
        raise BankCardNotSeen("请对照银行卡原件逐位核对卡号，勾选后再提交。")
