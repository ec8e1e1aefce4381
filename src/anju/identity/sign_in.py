"""Signs in a member by what his city asks for; every "no" sounds and costs the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.claims import Claim, person_of
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.codes.use_code import WrongCode, use_code
from anju.identity.guessing import forgive, is_known_place, is_worn_out, recover, take_try
from anju.identity.models import Code, Credential, Enrolment, Holder, Visit
from anju.identity.passwords.activation import (
    WrongActivation,
    looks_like_activation,
    use_activation,
)
from anju.identity.passwords.prove_password import is_right
from anju.people.models import Member
from anju.policy.hotline import hotline

WHAT_FOR = "用于登录网上服务大厅"
# Nobody has this key, so that for nobody the same is asked as for somebody.
NOBODY = 0


class NotSignedIn(Refusal):
    code = "identity.not_signed_in"


@dataclass(frozen=True)
class Entry:
    """Who comes in, how strongly proven; `activated` opens only the setting of a password."""

    member: Member
    strength: Visit.Strength
    activated: bool = False


def ask_sign_in_code(
    *, claim: Claim, ways: tuple[str, ...], session: str, address: str, now: datetime
) -> datetime:
    """Send a code for signing in, and answer when the next may be asked for.

    Only who has opened the hall and typed the mobile on file gets one; whoever did not sees
    the same. Raises TryLater. (N-05, security 0.1 W4.)
    """
    member = person_of(claim, ways=ways, now=now)
    key = member.pk if member is not None else NOBODY
    entered, kept = _has_entered(key), _credential(key)
    known = entered and claim.has_mobile_of(member)
    return issue_code(
        purpose=Code.Purpose.SIGN_IN,
        about=claim.about,
        to=member.mobile if member is not None and known else "",
        session=session,
        address=address,
        now=now,
        words=Words(WHAT_FOR, phrase=kept.phrase if known and kept is not None else ""),
    )


def sign_in_member(
    *,
    claim: Claim,
    ways: tuple[str, ...],
    coded: bool,
    session: str,
    address: str,
    now: datetime,
) -> Entry:
    """Sign in by what the city takes (`ways`) and a password, where `coded` with an SMS code.

    Only who has opened the hall comes in (N-02, J-01). Six digits never suffice without the
    code; a one-time activation code in the password's place opens only the page that sets one
    (N-06). Raises NotSignedIn with one sentence for every cause, TryLater after too many
    failures. (N-05, J-03, C-04, X-08, Z-03; security 3.3.)
    """
    member = person_of(claim, ways=ways, now=now)
    key = member.pk if member is not None else NOBODY
    place: dict[str, Any] = {
        "address": address,
        "known": is_known_place(holder=Holder.MEMBER, holder_id=key, address=address, now=now),
    }
    attempt = {"name": f"m:{claim.about}", "password": claim.password, **place}
    whose = {"person": f"m:{key}" if key else f"m:?{claim.about}", **place}
    take_try(now=now, **attempt)
    worn = is_worn_out(now=now, **whose)
    entered, kept = _has_entered(key), _credential(key)
    right = is_right(holder=Holder.MEMBER, holder_id=key, password=claim.password)
    start = not right and looks_like_activation(claim.password)
    short = right and (kept is None or kept.short)
    may = (right or start) and entered and (coded or not short) and not worn
    if coded:
        may = _code_fits(claim, may and claim.has_mobile_of(member), session, now) and may
    if start:
        may = _activates(key if may else NOBODY, claim.password, now)
    if member is None or not may:
        raise NotSignedIn(
            "您填写的内容与登记的不一致，或者您还没有开通网上业务。请核对后再试；忘记密码"
            f"请重新设置，也可带身份证到就近的管理部，或拨打 {hotline(now=now)}。"
        )
    forgive(now=now, **attempt)
    recover(**whose)
    who = f"member/{key}"
    record(actor=who, deed="sign_in", subject=who, with_code=coded, activated=start)
    if coded:
        member.mobile_proven_at = now
        member.save(update_fields=["mobile_proven_at"])
    return Entry(member, Visit.Strength.TWO if coded else Visit.Strength.PASSWORD, start)


def _has_entered(key: int) -> bool:
    """Whether somebody has opened the hall, at the counter or by registering."""
    mine = Enrolment.objects.filter(holder=Holder.MEMBER, holder_id=key, ended_at=None)
    return mine.exists()


def _credential(key: int) -> Credential | None:
    return Credential.objects.filter(holder=Holder.MEMBER, holder_id=key).first()


def _code_fits(claim: Claim, may: bool, session: str, now: datetime) -> bool:
    """Take the code, unless all the rest is wrong: then the same is done with none."""
    try:
        use_code(
            purpose=Code.Purpose.SIGN_IN,
            about=claim.about if may else "",
            session=session,
            typed=claim.code,
            now=now,
        )
    except WrongCode:
        return False
    return may


def _activates(key: int, typed: str, now: datetime) -> bool:
    try:
        use_activation(holder=Holder.MEMBER, holder_id=key, typed=typed, now=now)
    except WrongActivation:
        return False
    return True
