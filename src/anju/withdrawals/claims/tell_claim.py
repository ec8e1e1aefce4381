"""Tells who was paid twice what he owes and how it goes back, on paper as well."""

from __future__ import annotations

from datetime import date, datetime

from anju.contributions.collecting import collection_account
from anju.documents.facts import ClaimFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.money import format_yuan
from anju.notices.models import Message, Notice
from anju.notices.push_notices import push_notice
from anju.notices.write_message import write_message
from anju.withdrawals.models import Claim, ClaimDeed

TEXT_MOST = 300
HANDLER = "柜面"


def tell_claimed(claim: Claim, *, today: date, now: datetime) -> None:
    """What the bank paid too much, and to which account it goes back under which words."""
    ours = collection_account(today)
    given_back = claim.other_line_id is None
    how = "这笔钱已退回公积金账户，银行后来又付到了" if given_back else "银行重复付到了"
    _tell(
        claim,
        "claimed",
        f"您的“{claim.withdrawal.reason_title}”{how}{_card(claim)}，"
        f"多付 {format_yuan(claim.amount_fen)} 元。请转回 {ours.name}（{ours.account}），"
        f"附言写 {claim.number}；有疑问请带身份证到柜台核对。",
        now,
    )


def tell_recovered(claim: Claim, deed: ClaimDeed, *, now: datetime) -> None:
    """What has come back, and what is still owed."""
    left = (
        f"还应退回 {format_yuan(claim.open_fen)} 元" if claim.open_fen else "已经结清，谢谢配合"
    )
    way = "已从公积金账户扣抵" if deed.kind == ClaimDeed.Kind.ACCOUNT else "已收到您退回的"
    _tell(
        claim,
        f"recovered/{deed.number}",
        f"重复付款 {claim.number}：{way} {format_yuan(deed.amount_fen)} 元，{left}。",
        now,
    )


def notice_of_claim(claim: Claim, *, today: date) -> Receipt:
    """The notice of what is owed, issued once for each claim; amounts in fen."""
    return _issue(claim, claim.amount_fen, "待退还", claim.number, today)


def receipt_of_recovery(claim: Claim, deed: ClaimDeed, *, today: date) -> Receipt:
    """The receipt of what came back, once for each time; amounts in fen."""
    status = "已结清" if claim.open_fen == 0 else "部分退还"
    return _issue(claim, deed.amount_fen, status, deed.number, today)


def papers_of(claim: Claim) -> list[Receipt]:
    """Its notice, and the receipts of what came back."""
    numbers = [claim.number, *claim.deeds.filter(state="done").values_list("number", flat=True)]
    subjects = [_subject(number) for number in numbers]
    return list(Receipt.objects.filter(subject__in=subjects).order_by("id"))


def _issue(claim: Claim, fen: int, status: str, number: str, today: date) -> Receipt:
    withdrawal, ours = claim.withdrawal, collection_account(today)
    other = claim.other_line
    facts = ClaimFacts(
        member_name=withdrawal.member.name,
        payee_name=withdrawal.receiver.name,
        account=withdrawal.account.number,
        employer_name=withdrawal.account.employer.name,
        withdrawal=f"{withdrawal.reason_title} {withdrawal.number}",
        card=_card(claim),
        paid=f"{claim.line.statement.day} {claim.line.bank_serial}",
        meant=f"{other.statement.day} {other.bank_serial}" if other else "已退回公积金账户",
        claimed_fen=claim.amount_fen,
        open_fen=claim.open_fen,
        moved_fen=fen,
        return_to=f"{ours.name} {ours.account}，附言 {claim.number}",
        business_serial=number,
        status=status,
        handler=HANDLER,
    )
    return issue_receipt(
        facts=facts,
        subject=_subject(number),
        owner=withdrawal.account.number,
        issued_on=today,
    )


def _subject(number: str) -> str:
    return f"claim/{number}"


def _card(claim: Claim) -> str:
    card = claim.order.card
    bank = f"{card.bank} " if card else ""
    return f"{bank}{claim.order.payee_account}"


def _tell(claim: Claim, step: str, text: str, now: datetime) -> None:
    withdrawal = claim.withdrawal
    told = withdrawal.receiver
    # Whoever owes money is told on his mobile as well: he need not look into any hall.
    write_message(to=told.mobile, text=text, kind=Message.Kind.NOTICE, now=now)
    push_notice(
        notice=Notice(
            recipient=told.pk,
            business="重复付款退还",
            text=f"尊敬的{told.name}，{text}"[:TEXT_MOST],
            channel="网厅",
            source=f"{claim.number}/{step}",
        )
    )
