"""What withdrawals hang in at the reviewer's table: their rules, their deeds, their facts."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from anju.cases.actors import staff_acts
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import format_yuan
from anju.people.models import FundAccount, Staff
from anju.policy.items import CHINA
from anju.withdrawals.dossier.mendable import FIXED, more_places
from anju.withdrawals.review.decide import (
    accept_withdrawal,
    approve_withdrawal,
    findings_now,
    refuse_withdrawal,
    return_withdrawal,
)
from anju.withdrawals.review.panel import Panel, panel

__all__ = ["FIXED", "Fact"]
Fact = tuple[str, str]


def renew(case: Case, today: date) -> list[Finding]:
    """The rules as they stand now."""
    return findings_now(case=case, today=today, now=timezone.now())


def accept(
    *, number: str, opinion: str, seen: str, by: Staff, today: date, now: datetime
) -> Case:
    """受理."""
    return accept_withdrawal(
        number=number, opinion=opinion, seen=seen, by=staff_acts(by), today=today, now=now
    )


def decide(
    *,
    number: str,
    approve: bool,
    opinion: str,
    seen: str,
    by: Staff,
    today: date,
    now: datetime,
) -> Case:
    """同意 pays, 不予办理 lets the money go."""
    if approve:
        return approve_withdrawal(
            number=number, opinion=opinion, seen=seen, by=staff_acts(by), today=today, now=now
        )
    return refuse_withdrawal(
        number=number, opinion=opinion, by=staff_acts(by), today=today, now=now
    )


def send_back(
    *,
    number: str,
    reasons: tuple[Return, ...],
    opinion: str,
    by: Staff,
    today: date,
    now: datetime,
) -> Case:
    """退回补正: the money stays held, the materials are the member's again."""
    return return_withdrawal(
        number=number, reasons=reasons, opinion=opinion, by=staff_acts(by), today=today, now=now
    )


def more(case: Case, today: date) -> Mapping[str, str]:
    """What may be sent back though the case does not say it: a paper lacking, the amount."""
    return more_places(case=case, today=today)


def facts_beside(case: Case, today: date) -> list[Fact]:
    """账户, 余额, 冻结, 银行卡, 历次提取, 暂停: each in a line."""
    found = panel(case=case, today=today, now=timezone.now())
    account = found.account
    return [
        ("账户", f"{mask_account(account.number)} {FundAccount.State(account.state).label}"),
        ("单位", account.employer),
        ("余额", f"{format_yuan(account.balance_fen)} 元"),
        ("其中冻结", f"{format_yuan(found.held_fen)} 元（含本件）"),
        (
            "连续缴存",
            f"{found.paid_in_row} 个月，月缴存额 {format_yuan(account.monthly_fen)} 元",
        ),
        *_heir(found),
        ("收款卡", _card(found)),
        *_earlier(found),
        *_stops(found),
    ]


def _heir(found: Panel) -> list[Fact]:
    """Who gets a dead member's money, and what he is to him."""
    if found.heir is None:
        return []
    who = f"{found.heir.name} {mask_identity(found.heir.identity_number)}"
    return [("领款人", f"{who}，与缴存人关系：{found.relation}")]


def _card(found: Panel) -> str:
    since = found.card.verified_at.astimezone(CHINA)
    ended = "，现已解绑" if found.card.ended_at else ""
    return f"{found.card.bank} {found.card.masked}，{since:%Y-%m-%d} 起绑定{ended}"


def _earlier(found: Panel) -> list[Fact]:
    if not found.earlier:
        return [("历次提取", "没有")]
    return [
        (
            "历次提取",
            f"{one.applied_on} {one.reason_title} {format_yuan(one.total_fen)} 元 "
            f"{one.get_state_display()}",
        )
        for one in found.earlier
    ]


def _stops(found: Panel) -> list[Fact]:
    held = [("暂停支付", one.get_reason_display()) for one in found.holds]
    frozen = [("司法冻结", f"{one.paper} 至 {one.until_on}") for one in found.freezes]
    return [*held, *frozen] or [("暂停与冻结", "没有")]
