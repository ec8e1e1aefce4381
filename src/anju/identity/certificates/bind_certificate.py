"""Binds a certificate to one person of one employer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.certificates.check_certificate import check_certificate
from anju.identity.certificates.papers import Papers
from anju.identity.models import Certificate, Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Appointment


class CertificateOfAnotherEmployer(Refusal):
    code = "identity.certificate_of_another_employer"


class CertificateOfAnotherPerson(Refusal):
    code = "identity.certificate_of_another_person"


class CertificateBoundElsewhere(Refusal):
    code = "identity.certificate_bound_elsewhere"


class RevocationUnknown(Refusal):
    code = "identity.revocation_unknown"


def bind_certificate(
    *, encoded: bytes, chain: Sequence[bytes], appointment: Appointment, by: str, now: datetime
) -> Certificate:
    """Judge a certificate (DER) and bind it to the appointment of a proven agent.

    The agent has proven himself before, by his password or at the counter (`by` names who did
    it). He is told by SMS. A key belongs to one person: besides what `check_certificate`
    raises, raises CertificateOfAnotherEmployer, CertificateOfAnotherPerson,
    CertificateBoundElsewhere, and RevocationUnknown while the authority's list is stale.
    (C-24, security C4.)
    """
    papers = check_certificate(encoded=encoded, chain=chain, now=now)
    check_names(papers=papers, appointment=appointment)
    if not papers.revocation_known:
        raise RevocationUnknown(
            "暂时查不到 CA 机构的撤销列表，不能绑定证书。请过几分钟再试，或到柜台办理。"
        )
    made = _kept(papers, appointment, by=by, now=now)
    who = f"{Holder.AGENT.value}/{appointment.agent_id}"
    name, tail = appointment.employer.name, papers.serial[-4:]
    record(actor=by, deed="certificate_bound", subject=who, serial=papers.serial)
    tell_owner(
        holder=Holder.AGENT,
        holder_id=appointment.agent_id,
        text=f"{name}的数字证书（尾号 {tail}）已绑定到您名下。",
        now=now,
    )
    return made


def _kept(papers: Papers, appointment: Appointment, *, by: str, now: datetime) -> Certificate:
    """The row of this binding; of several who come at once the first has it."""
    facts = {
        "agent_id": appointment.agent_id,
        "employer_id": appointment.employer_id,
        "issuer": papers.issuer,
        "serial": papers.serial,
        "subject": papers.subject,
        "valid_from": papers.valid_from,
        "valid_until": papers.valid_until,
        "bound_at": now,
        "bound_by": by[:60],
        "ended_at": None,
        "ended_because": "",
    }
    whose = (appointment.agent_id, appointment.employer_id)
    with transaction.atomic():
        rows = Certificate.objects.select_for_update()
        held, new = rows.get_or_create(fingerprint=papers.fingerprint, defaults=facts)
        if not new:
            if held.ended_at is None and (held.agent_id, held.employer_id) != whose:
                raise CertificateBoundElsewhere(
                    "这张证书已绑定给另一位经办人。请使用您本人的证书。"
                )
            for name, fact in facts.items():
                setattr(held, name, fact)
            held.save()
    return held


def check_names(*, papers: Papers, appointment: Appointment) -> None:
    """Raise CertificateOfAnotherEmployer or CertificateOfAnotherPerson unless both fit."""
    if papers.credit_code != appointment.employer.credit_code:
        raise CertificateOfAnotherEmployer(
            "这张证书属于另一个单位，不能办理本单位的业务。请换用本单位的证书。"
        )
    if papers.agent_name != appointment.agent.name:
        raise CertificateOfAnotherPerson(
            "这张证书写的是另一位经办人。证书不能借用，请使用您本人的证书。"
        )
