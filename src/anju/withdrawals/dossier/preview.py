"""计算: what a request would give if it were handed in now; nothing is written."""

from datetime import date, datetime

from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.policy.reasons import REASONS, ReasonRule
from anju.policy.rules import value
from anju.withdrawals.dossier.request import Request, home_index, home_of
from anju.withdrawals.judging.facts import Facts, facts_of
from anju.withdrawals.judging.survey import Outlook, look_at, with_interest


class NoSuchReason(Refusal):
    code = "withdrawals.no_such_reason"


class NotYourAccount(Refusal):
    code = "withdrawals.not_your_account"


def rule_of(*, reason: str, today: date) -> ReasonRule:
    """The rule of a reason on a day; raises NoSuchReason for a word that is none."""
    if reason not in REASONS:
        raise NoSuchReason("没有这种提取，请从“我要提取”里选择。")
    rule: ReasonRule = value(f"withdrawal.{reason}", on=today)
    return rule


def preview(*, member: Member, request: Request, today: date, now: datetime) -> Outlook:
    """Judge a request as it stands, with the interest a closing would pay, in fen.

    Raises NoSuchReason, NotYourAccount.
    """
    return preview_facts(
        facts=facts_of(member=member, today=today, now=now), request=request, today=today
    )


def preview_facts(*, facts: Facts, request: Request, today: date) -> Outlook:
    """As `preview`, for facts that were read already."""
    rule = rule_of(reason=request.reason, today=today)
    if request.account and facts.account(request.account) is None:
        raise NotYourAccount("只能从本人的账户提取。")
    outlook = look_at(
        facts=facts,
        reason=request.reason,
        rule=rule,
        told=request.told,
        number=request.account,
        home=home_index(home_of(rule, request.told)),
    )
    return with_interest([outlook], today=today)[0]
