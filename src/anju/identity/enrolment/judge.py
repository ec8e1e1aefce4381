"""Finds out which case an asker is, with the same questions to the database for each."""

from dataclasses import dataclass
from datetime import date

from anju.identity.enrolment.facts import Facts
from anju.identity.knocks.begin_knock import Found
from anju.identity.models import Credential, Enrolment, Holder, Knock
from anju.people.find import member_of, member_of_account
from anju.people.models import FundAccount, Member
from anju.policy.rules import value

NOBODY = 0
_OPEN = frozenset(
    {FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN}
)
_TOLD_AT_ONCE = frozenset({Knock.Verdict.WRONG_NAME, Knock.Verdict.WRONG_MOBILE})


@dataclass(frozen=True)
class Case:
    """Who was meant, how it stands, and where code and detail go; empty for nowhere."""

    verdict: Knock.Verdict
    member: Member | None = None
    phrase: str = ""

    @property
    def code_to(self) -> str:
        """The mobile on file gets a code where the facts are right, whatever comes after."""
        if self.member is None or self.verdict in _TOLD_AT_ONCE:
            return ""
        return str(self.member.mobile)

    @property
    def detail_to(self) -> str:
        """The mobile on file is told what was wrong with the facts."""
        if self.member is None or self.verdict not in _TOLD_AT_ONCE:
            return ""
        return str(self.member.mobile)

    @property
    def found(self) -> Found:
        """The case as every knock takes it."""
        return Found(
            verdict=self.verdict,
            holder_id=None if self.member is None else self.member.pk,
            code_to=self.code_to,
            detail_to=self.detail_to,
            phrase=self.phrase,
        )


@dataclass(frozen=True)
class _Standing:
    """What the center knows of the one who was meant."""

    locked: bool
    open_account: bool
    registered: bool


def judge(*, kind: Knock.Kind, facts: Facts, today: date) -> Case:
    """Find the case of an asker; always four questions to the database, for nobody too.

    (Security 3.3: before proof all cases look alike; Z-07: closed accounts do not register.)
    """
    member = (
        member_of_account(number=facts.account)
        if facts.account
        else member_of(identity_number=facts.identity_number, today=today)
    )
    pk = NOBODY if member is None else member.pk
    states = set(FundAccount.objects.filter(member_id=pk).values_list("state", flat=True))
    own = {"holder": Holder.MEMBER, "holder_id": pk}
    credential = Credential.objects.filter(**own).first()
    enrolled = Enrolment.objects.filter(**own, ended_at=None).exists()
    standing = _Standing(
        locked=credential is not None and credential.stopped,
        open_account=bool(states & _OPEN),
        registered=enrolled,
    )
    if member is None:
        return Case(Knock.Verdict.UNKNOWN)
    phrase = credential.phrase if credential is not None else ""
    verdict = _of_facts(facts, member) or _of_standing(kind, standing, today)
    return Case(verdict, member, phrase)


def _of_facts(facts: Facts, member: Member) -> Knock.Verdict | None:
    """What is wrong with the facts; a wrong name is told before anything else."""
    if not facts.has_name(member.name):
        return Knock.Verdict.WRONG_NAME
    if not member.mobile:
        return Knock.Verdict.NO_MOBILE
    return None if facts.has_mobile(member.mobile) else Knock.Verdict.WRONG_MOBILE


def _of_standing(kind: Knock.Kind, standing: _Standing, today: date) -> Knock.Verdict:
    """How it stands with somebody whose facts are right; told only after proof."""
    if standing.locked:
        return Knock.Verdict.LOCKED
    if kind == Knock.Kind.REGISTER:
        if standing.registered:
            return Knock.Verdict.ALREADY
        return Knock.Verdict.RIGHT if standing.open_account else Knock.Verdict.CLOSED
    if standing.registered:
        return Knock.Verdict.RIGHT
    at_the_counter = value("identity.member_registration", on=today) == "counter"
    return Knock.Verdict.NOT_SIGNED if at_the_counter else Knock.Verdict.NOT_REGISTERED
