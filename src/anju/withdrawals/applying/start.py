"""Begins what was applied for: a case with the rules' findings, or payment at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from anju.cases.actors import Actor
from anju.cases.approve_automatically import approve_automatically
from anju.cases.deadline import deadline
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.open_case import Application, open_case
from anju.people.models import Member
from anju.withdrawals.dossier.file import answers_of, findings_of, papers_of
from anju.withdrawals.dossier.keep_materials import lock_materials
from anju.withdrawals.dossier.risks import risks_of
from anju.withdrawals.judging.limits import may_pass_alone
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import pay
from anju.withdrawals.tell import tell_applied

KIND = "withdrawal"


@dataclass(frozen=True)
class Applicant:
    """Who hands it in: the member himself, or a clerk for one who stands before him.

    `heir` is who asks for and gets a dead member's money; `actor` is then he.
    """

    member: Member
    actor: Actor
    channel: str
    taken_in_by: Actor | None = None
    heir: Member | None = None

    @property
    def name(self) -> str:
        """The actor as the trail names him."""
        clerk = self.taken_in_by.staff if self.taken_in_by else None
        return f"staff/{clerk.pk}" if clerk else f"member/{self.member.pk}"


def start(
    *,
    withdrawal: Withdrawal,
    outlook: Outlook,
    applicant: Applicant,
    today: date,
    now: datetime,
) -> None:
    """Open the case, and have it approved and paid by rule when nothing needs a person.

    The findings are kept with the case as they were when it began. A case with anything
    unknown, any sign of risk or a sum above the limits goes to two officers.
    """
    findings = [*findings_of(outlook), *risks_of(withdrawal)]
    lock_materials(withdrawal, today=today, now=now)
    case = _open(withdrawal, outlook, findings, applicant, today)
    withdrawal.case, withdrawal.state = case, Withdrawal.State.REVIEWING
    withdrawal.save(update_fields=["case", "state"])
    clean = all(one.outcome == "met" for one in findings)
    alone = may_pass_alone(
        rule=outlook.rule,
        member=applicant.member,
        amount_fen=withdrawal.amount_fen,
        today=today,
    )
    if clean and alone and applicant.taken_in_by is None:
        approve_automatically(number=case.number, opinion=_by_rule(outlook), today=today)
        pay(withdrawal=withdrawal, today=today, now=now, by="system")
    else:
        tell_applied(withdrawal, now=now)


def _open(
    withdrawal: Withdrawal,
    outlook: Outlook,
    findings: list[Finding],
    applicant: Applicant,
    today: date,
) -> Case:
    application = Application(
        kind=KIND,
        title=withdrawal.reason_title,
        answers=answers_of(withdrawal, outlook),
        papers=papers_of(withdrawal, outlook.rule),
        member=applicant.member,
        branch=withdrawal.account.employer.branch,
        findings=findings,
        amount_fen=withdrawal.amount_fen,
        channel=applicant.channel,
        opened_by_staff=applicant.taken_in_by.staff if applicant.taken_in_by else None,
    )
    return open_case(
        application=application,
        by=applicant.actor,
        today=today,
        due_on=deadline(kind=KIND, today=today),
    )


def _by_rule(outlook: Outlook) -> str:
    return f"各项条件均已满足，按规则自动办结（{outlook.source}）"[:200]
