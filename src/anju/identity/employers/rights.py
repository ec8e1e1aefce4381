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
    REVIEW = "review"


MAY: Final[Mapping[str, frozenset[Deed]]] = {
    Role.AGENT: frozenset({Deed.LOOK, Deed.ACT, Deed.PROPOSE, Deed.APPOINT, Deed.REVIEW}),
    Role.REVIEWER: frozenset({Deed.LOOK, Deed.ACT, Deed.REVIEW}),
    Role.READER: frozenset({Deed.LOOK}),
}


FOR_ACTING = "密码登录只能查询；办理业务请用数字证书登录。"
FOR_APPOINTING = (
    "办事人员的委任和交接须用数字证书登录后办理；没有证书的，请带单位公章到柜台办理。"
)
STALE = "暂时查不到 CA 机构的撤销列表，数字证书登录只能查询；请稍后再试，或到柜台办理。"
NOT_FOR_ROLE = "不能办理这项业务。需要办理的，请联系本单位经办人。"


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
    # While the list of revoked certificates is old, nobody's certificate moves anything.
    only_looks: bool = False

    def check(self, deed: Deed) -> None:
        """Let a deed through that is open to this session.

        Raises NotYourRole or NeedsCertificate. (X-16, security C4.)
        """
        barrier = self._barrier(deed)
        if barrier is not None:
            refuses, sentence = barrier
            raise refuses(sentence)

    def why_not(self, deed: Deed) -> str:
        """What stands between this session and a deed; empty when nothing does."""
        barrier = self._barrier(deed)
        return barrier[1] if barrier else ""

    def _barrier(self, deed: Deed) -> tuple[type[Refusal], str] | None:
        if deed not in MAY[self.role]:
            role = Role(self.role).label
            return NotYourRole, f"您在本单位的角色是“{role}”，{NOT_FOR_ROLE}"
        if deed == Deed.LOOK:
            return None
        if self.only_looks:
            return NeedsCertificate, STALE
        if self.strength == Visit.Strength.CERTIFICATE:
            return None
        if deed == Deed.APPOINT:
            return NeedsCertificate, FOR_APPOINTING
        return (NeedsCertificate, FOR_ACTING) if self.password_looks_only else None

    @property
    def act(self) -> bool:
        """Whether business may be done."""
        return self._barrier(Deed.ACT) is None

    @property
    def propose(self) -> bool:
        """Whether corrections of employees' data may be proposed."""
        return self._barrier(Deed.PROPOSE) is None

    @property
    def appoint(self) -> bool:
        """Whether colleagues may be appointed and relieved."""
        return self._barrier(Deed.APPOINT) is None

    @property
    def notice(self) -> str:
        """What every page says beforehand: why a session of an acting role only looks."""
        return "" if self.role == Role.READER else self.why_not(Deed.ACT)

    @property
    def by_certificate_only(self) -> bool:
        """Whether a certificate is all this session lacks for its business."""
        barrier = self._barrier(Deed.ACT)
        return barrier is not None and barrier[1] == FOR_ACTING


def rights_of(*, role: str, strength: str, today: date, only_looks: bool = False) -> Rights:
    """The rights of a session of this role and strength, by the center's profile."""
    password_looks = value("identity.employer_password_may", on=today) == "look"
    return Rights(role, strength, password_looks, only_looks)
