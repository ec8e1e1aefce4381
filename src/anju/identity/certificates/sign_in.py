"""Signs in an agent whose certificate was proven to be in his hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.certificates.bind_certificate import check_names
from anju.identity.certificates.check_certificate import check_certificate
from anju.identity.certificates.papers import Papers
from anju.identity.certificates.standing import Standing, standing_of
from anju.identity.models import Certificate, Credential, Enrolment, Holder
from anju.people.models import Appointment, Employer


class CertificateNotBound(Refusal):
    code = "identity.certificate_not_bound"


class AgentShutOut(Refusal):
    code = "identity.agent_shut_out"


@dataclass(frozen=True)
class CertificateEntry:
    """Who comes in by which certificate, and whether he may act or only look."""

    appointment: Appointment
    certificate: Certificate
    standing: Standing


def look_up(*, papers: Papers, now: datetime) -> CertificateEntry:
    """Whose certificate this is here.

    Raises CertificateNotBound, CertificateOfAnotherEmployer, CertificateOfAnotherPerson, or
    AgentShutOut when he acts no more.
    """
    held = Certificate.objects.filter(fingerprint=papers.fingerprint, ended_at=None).first()
    if held is None:
        raise CertificateNotBound(
            "这张证书有效，但还没有绑定经办人。请先用密码登录，在“绑定数字证书”中绑定；"
            "或带 U-Key 到柜台办理。"
        )
    found = Appointment.objects.select_related("agent", "employer").filter(
        agent_id=held.agent_id, employer_id=held.employer_id, active=True, agent__active=True
    )
    appointment = found.exclude(employer__state=Employer.State.CLOSED).first()
    locked = Credential.objects.filter(holder=Holder.AGENT, holder_id=held.agent_id).exclude(
        locked_because=""
    )
    if appointment is None or locked.exists():
        raise AgentShutOut(
            "这张证书的持有人已不再办理该单位的业务，或已停用。请到柜台核对经办人。"
        )
    check_names(papers=papers, appointment=appointment)
    return CertificateEntry(appointment, held, standing_of(certificate_id=held.pk, now=now))


@dataclass(frozen=True)
class Recognised:
    """What a shown certificate says, who it is here, or why it opens nothing."""

    papers: Papers | None = None
    entry: CertificateEntry | None = None
    refusal: Refusal | None = None


def recognise(*, encoded: bytes, chain: Sequence[bytes], now: datetime) -> Recognised:
    """What the page shows before the agent confirms; changes nothing. (C-24.)"""
    papers = None
    try:
        papers = check_certificate(encoded=encoded, chain=chain, now=now)
        return Recognised(papers, look_up(papers=papers, now=now))
    except Refusal as refused:
        return Recognised(papers, refusal=refused)


def sign_in_with_certificate(
    *, encoded: bytes, chain: Sequence[bytes], agreement: str, now: datetime
) -> CertificateEntry:
    """Sign in by a certificate whose key the visitor has just used.

    The first time it also confirms the agent's registration (协议版本 `agreement`). Raises what
    `check_certificate` and `look_up` raise; each no is written down. (C-24, X-16, W15.)
    """
    try:
        papers = check_certificate(encoded=encoded, chain=chain, now=now)
        entry = look_up(papers=papers, now=now)
    except Refusal as refused:
        record(actor="nobody", deed="certificate_refused", subject="employer", why=refused.code)
        raise
    who = f"{Holder.AGENT.value}/{entry.appointment.agent_id}"
    Enrolment.objects.get_or_create(
        holder=Holder.AGENT,
        holder_id=entry.appointment.agent_id,
        ended_at=None,
        defaults={
            "way": Enrolment.Way.CERTIFICATE, "agreement": agreement, "at": now, "by": who,
        },
    )  # fmt: skip
    record(
        actor=who, deed="sign_in", subject=who, certificate=entry.certificate.serial,
        employer=entry.appointment.employer.number,
    )  # fmt: skip
    return entry
