"""Asks the bank whether a card is the member's own (账户核验)."""

from anju.ground.errors import Refusal
from anju.payments.bank import Bank, BankRefused, BankSilent, CardCheck, CardResult, Party
from anju.people.models import Member


class CardNotOwn(Refusal):
    """The bank knows the card otherwise; `result` in detail is its word."""

    code = "payments.card_not_own"


class CardUnanswered(Refusal):
    code = "payments.card_unanswered"


WHY: dict[CardResult, str] = {
    "other_name": "持卡人姓名与您的姓名不一致。提取款只能付到本人的银行卡，"
    "请换用您本人名下的卡；如姓名在银行登记有误，请先到银行更正。",
    "other_identity": "这张卡在银行登记的证件号码与您的不一致。请换用您本人名下的卡，"
    "或先到银行更新证件信息。",
    "other_bank": "这张卡不是您选择的银行发行的，请核对卡面后重新选择银行。",
    "unknown": "银行没有查到这个卡号，请对照卡面核对后再试。",
    "unusable": "银行答复这张卡目前不能收款（可能已挂失、冻结或销户），"
    "请换一张卡，或先到银行处理。",
}
NOTHING_BOUND = "没有绑定，您原来的银行卡不受影响。"


def ask_bank(*, member: Member, bank_name: str, number: str, bank: Bank) -> str:
    """Have the bank compare card, name and identity; answer its number of the confirmation.

    Never to be called inside a transaction: a bank may take its time. Raises CardNotOwn for
    anything but a full match, CardUnanswered when the bank is silent or will not look.
    (Security B2.)
    """
    check = CardCheck(
        bank=bank_name,
        card=Party(number, member.name),
        identity_type=member.identity_type,
        identity_number=member.identity_number,
    )
    try:
        answer = bank.verify_card(check)
    except BankSilent as silent:
        raise CardUnanswered(f"银行暂时没有答复，{NOTHING_BOUND}请过几分钟再试。") from silent
    except BankRefused as refused:
        raise CardUnanswered(
            f"银行没有受理这次核验，{NOTHING_BOUND}请稍后再试，或带身份证和银行卡到柜台办理。"
        ) from refused
    if answer.result != "matches":
        raise CardNotOwn(f"{WHY[answer.result]}{NOTHING_BOUND}", result=answer.result)
    return answer.reference
