"""Whose money an arrival is: by 备注, then 摘要, then 户名, and how sure we are."""

from dataclasses import dataclass

from anju.contributions.models import Remittance, Suspense
from anju.contributions.models.suspense import SURE
from anju.ground.references import references_in
from anju.payments.models import Arrival, SignedAccount
from anju.people.models import Employer

Found, State = Suspense.Found, Remittance.State
# How sure a proposal is, in percent: by the payer's signed account or by his name alone, with
# the very sum of a remittance that waits, or without one.
SIGNED_AND_SUM, NAME_AND_SUM, SIGNED_ALONE, NAME_ALONE = 95, 85, 70, 50


@dataclass(frozen=True)
class Owner:
    """Whose money it seems to be, and why it is not allotted at once if it is not."""

    employer: Employer | None = None
    remittance: Remittance | None = None
    found_by: str = Found.NOBODY
    confidence: int = 0
    why_open: str = "备注和摘要里没有汇款附言码，付款户名也对不上缴存单位。"


def find_owner(*, arrival: Arrival) -> Owner:
    """Match an arrival to an employer, and to a remittance that waits for it.

    A reference in the remark, else in the bank's digest, is certain; a payer's signed account
    or exact name is a proposal that a person must confirm.
    """
    for found_by, text in ((Found.REMARK, arrival.remark), (Found.DIGEST, arrival.digest)):
        named = list(
            Remittance.objects.filter(reference__in=references_in(text)).select_related(
                "employer"
            )
        )
        if len(named) == 1:
            return _by_reference(arrival, named[0], found_by)
        if named:
            return Owner(why_open="备注里写了几个汇款附言码，不能确定付的是哪一笔。")
    return _by_payer(arrival)


def _by_reference(arrival: Arrival, named: Remittance, found_by: str) -> Owner:
    in_time = named.expires_on is None or arrival.day <= named.expires_on
    if named.state == State.WAITING and in_time:
        return Owner(named.employer, named, found_by, SURE, "")
    if named.state == State.WAITING:
        why = f"汇缴 {named.number} 应在 {named.expires_on} 前到账，这笔款到得晚了。"
    elif named.state == State.FAILED:
        why = f"附言码对应的汇缴 {named.number} 已经撤回或到期，没有再入账。"
    else:
        why = f"附言码对应的汇缴 {named.number} 已经足额，这笔是多到的款。"
    return Owner(named.employer, None, found_by, SURE, why)


def _by_payer(arrival: Arrival) -> Owner:
    signed = SignedAccount.objects.filter(account=arrival.payer_account, ended_on=None)
    known = list(signed.select_related("employer")[:2])
    if len(known) == 1:
        with_sum, alone, employer = SIGNED_AND_SUM, SIGNED_ALONE, known[0].employer
    else:
        living = Employer.objects.exclude(state=Employer.State.CLOSED)
        named = list(living.filter(name__in=_spellings(arrival.payer_name))[:2])
        if len(named) != 1:
            return Owner()
        with_sum, alone, employer = NAME_AND_SUM, NAME_ALONE, named[0]
    waiting = Remittance.objects.filter(
        employer=employer,
        state=State.WAITING,
        total_fen=arrival.amount_fen,
        expires_on__gte=arrival.day,
    ).first()
    if waiting is not None:
        why = f"没有附言码，户名和金额与汇缴 {waiting.number} 相同，请确认。"
        return Owner(employer, waiting, Found.NAME, with_sum, why)
    why = "没有附言码，只从付款人推断是这个单位的款，请确认。"
    return Owner(employer, None, Found.NAME, alone, why)


def _spellings(name: str) -> set[str]:
    """A company's name as banks write it: blanks gone, brackets of either width."""
    plain = "".join(name.split())
    wide = plain.replace("(", "（").replace(")", "）")
    return {plain, wide, wide.replace("（", "(").replace("）", ")")} - {""}
