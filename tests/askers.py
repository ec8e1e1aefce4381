"""The people who ask to be let in, one of each case, and what reaches their telephones."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.people_of_the_town import identity, opening, staff

from anju.ground.invented import make_mobile
from anju.identity.enrolment.facts import Facts
from anju.identity.models import Credential, Enrolment, Holder, Knock
from anju.identity.passwords.set_password import set_password
from anju.notices.models import Message
from anju.people.models import Employer, FundAccount, Member

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
OLD, NEW = "weave-9-yards", "silk-and-7-looms"
# What is expected of each of the seven cases of a registration, and of a reset.
SEVEN = ("right", "wrong_name", "unknown", "closed", "no_mobile", "locked", "already")
SEVEN_OF_RESET = (*SEVEN[:-1], "not_registered")
_NAMES = {
    "right": "孙立",
    "wrong_name": "周敏",
    "closed": "郑秋",
    "no_mobile": "冯冬",
    "locked": "陈夏",
    "already": "褚春",
    "not_registered": "卫青",
}
_ORDER = {case: 11 + place for place, case in enumerate(_NAMES)}


@dataclass(frozen=True)
class Asker:
    """Somebody at the door: the case, what is typed, and the number on file."""

    case: str
    name: str
    identity_number: str
    mobile: str

    @property
    def facts(self) -> Facts:
        return Facts(name=self.name, identity_number=self.identity_number)


def askers(mill: Employer, kind: Knock.Kind = Knock.Kind.REGISTER) -> dict[str, Asker]:
    """One person of each case on the rolls of an employer, and one who is on none."""
    cases = SEVEN if kind == Knock.Kind.REGISTER else SEVEN_OF_RESET
    on_file = [case for case in cases if case != "unknown"]
    staff(mill, *[opening(_ORDER[case], _NAMES[case]) for case in on_file])
    for case in on_file:
        _bring_about(case, Member.objects.get(name=_NAMES[case]), kind)
    typed = {
        **{case: _NAMES[case] for case in on_file},
        "wrong_name": "周民",
        "unknown": "蒋安",
    }
    return {
        case: Asker(
            case, typed[case], identity(_ORDER.get(case, 99)), make_mobile(_ORDER.get(case, 99))
        )
        for case in cases
    }


def _bring_about(case: str, member: Member, kind: Knock.Kind) -> None:
    if case == "closed":
        FundAccount.objects.filter(member=member).update(
            state=FundAccount.State.WITHDRAWN, closed_on=datetime(2026, 10, 1).date()
        )
    if case == "no_mobile":
        member.mobile = ""
        member.save()
    if case in ("already", "locked") or (kind == Knock.Kind.RESET and case != "not_registered"):
        registered(member)
    if case == "locked":
        Credential.objects.filter(holder_id=member.pk).update(locked_because="本人否认变更")


def registered(member: Member, password: str = OLD) -> Member:
    """The member with the hall opened to him, and a password."""
    Enrolment.objects.create(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        way=Enrolment.Way.COUNTER,
        agreement="2026.11",
        at=NOW,
        by="test",
    )
    set_password(holder=Holder.MEMBER, holder_id=member.pk, password=password, now=NOW)
    return member


def texts_to(mobile: str, kind: Message.Kind | None = None) -> list[str]:
    """What was written to a telephone, the oldest first."""
    found = Message.objects.filter(to_index=mobile).order_by("id")
    if kind is not None:
        found = found.filter(kind=kind)
    return [message.text for message in found]


def code_at(mobile: str) -> str:
    """The code in the newest message to a telephone that holds one."""
    written = texts_to(mobile, Message.Kind.CODE)
    assert written, "no code was written to this telephone"
    found = re.search(r"验证码 (\d{6})", written[-1])
    assert found, written[-1]
    return found[1]
