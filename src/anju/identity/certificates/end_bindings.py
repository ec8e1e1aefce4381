"""Ends the certificates of an agent who leaves an employer."""

from datetime import datetime

from anju.identity.certificates.end_certificate import end_certificate
from anju.identity.models import Certificate, Holder
from anju.identity.passwords.tell_owner import tell_owner


def end_bindings(*, agent_id: int, employer_id: int, because: str, now: datetime) -> int:
    """End what binds this person to this employer, and the sessions on it; how many there were.

    His certificates for other employers stay. (Security C4.)
    """
    bound = Certificate.objects.filter(
        agent_id=agent_id, employer_id=employer_id, ended_at=None
    )
    found = list(bound.values_list("pk", flat=True))
    for pk in found:
        end_certificate(pk, because=because, now=now)
    return len(found)


def bound_to(*, agent_id: int, employer_id: int, now: datetime) -> list[Certificate]:
    """What is bound to this person for this employer and still valid, the newest first."""
    bound = Certificate.objects.filter(
        agent_id=agent_id, employer_id=employer_id, ended_at=None, valid_until__gt=now
    )
    return list(bound.order_by("-bound_at", "-pk"))


def end_own_binding(pk: int, *, agent_id: int, because: str, now: datetime) -> bool:
    """End one's own binding at once and tell its owner; whether there was one."""
    own = Certificate.objects.filter(pk=pk, agent_id=agent_id, ended_at=None).first()
    if own is None:
        return False
    tell_owner(
        holder=Holder.AGENT,
        holder_id=agent_id,
        text=f"您名下的数字证书（尾号 {own.serial[-4:]}）已解除绑定，不能再用它登录。",
        now=now,
    )
    return end_certificate(pk, because=because, now=now)
