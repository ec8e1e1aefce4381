"""What each role may do for its employer, and what the way of signing in allows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from anju.ground.errors import Refusal
from anju.identity.models import Visit
from anju.people.models import Appointment
from anju.policy.rules import value

Role = Appointment.Role


class Deed(StrEnum):
    """A kind of thing somebody does in the employers' hall."""

    LOOK = "look"
    ACT = "act"
    PROPOSE = "propose"
    APPOINT = "appoint"


MAY: Final[Mapping[str, frozenset[Deed]]] = {
    Role.AGENT: frozenset({Deed.LOOK, Deed.ACT, Deed.PROPOSE, Deed.APPOINT}),
    Role.REVIEWER: frozenset({Deed.LOOK, Deed.ACT}),
    Role.READER: frozenset({Deed.LOOK}),
}


class NotYourRole(Refusal):
    code = "identity.not_your_role"


class NeedsCertificate(Refusal):
    code = "identity.needs_certificate"


@dataclass(frozen=True)
class Rights:
    """What a session may do, by role and by the way its owner came in."""

    role: str
    strength: str
    password_looks_only: bool

    def refusal(self, deed: Deed) -> Refusal | None:
        """Why a deed is not open to this session; nothing when it is. (X-16, security C4.)"""
        if deed not in MAY[self.role]:
            return NotYourRole(
                f"您在本单位的角色是“{Role(self.role).label}”，不能办理这项业务。"
                "需要办理的，请联系本单位经办人。"
            )
        by_certificate = self.strength == Visit.Strength.CERTIFICATE
        if deed == Deed.LOOK or by_certificate:
            return None
        if deed == Deed.APPOINT:
            return NeedsCertificate(
                "办事人员的委任和交接须用数字证书登录后办理；没有证书的，请到柜台办理。"
            )
        if self.password_looks_only:
            return NeedsCertificate("密码登录只能查询；办理业务请用数字证书登录。")
        return None

    @property
    def act(self) -> bool:
        """Whether business may be done."""
        return self.refusal(Deed.ACT) is None

    @property
    def propose(self) -> bool:
        """Whether corrections of employees' data may be proposed."""
        return self.refusal(Deed.PROPOSE) is None

    @property
    def appoint(self) -> bool:
        """Whether colleagues may be appointed and relieved."""
        return self.refusal(Deed.APPOINT) is None

    @property
    def locked_by_password(self) -> bool:
        """Whether only the way of signing in stands between this session and its business."""
        return isinstance(self.refusal(Deed.ACT), NeedsCertificate)


def rights_of(*, role: str, strength: str, today: date) -> Rights:
    """The rights of a session of this role and strength, by the center's profile."""
    looks_only = value("identity.employer_password_may", on=today) == "look"
    return Rights(role, strength, looks_only)
