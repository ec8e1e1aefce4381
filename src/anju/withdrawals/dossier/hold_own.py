"""One of a member's withdrawals with its row held, for a deed of its applicant."""

from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal


class NotYours(Refusal):
    code = "withdrawals.not_yours"


def hold_own(*, member: Member, number: str, heirs_too: bool = False) -> Withdrawal:
    """Hold it until the transaction ends; raises NotYours for another's or none.

    What an heir asks for is found only with `heirs_too`: at the counter, where he stands.
    """
    found = (
        Withdrawal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member", "payee", "account__employer", "card", "case")
        .filter(member=member, number=number)
    )
    withdrawal = (found if heirs_too else found.filter(payee=None)).first()
    if withdrawal is None:
        raise NotYours("您没有这笔提取。")
    return withdrawal
