"""A certificate opens one employer for one person, and nothing once either has left."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from tests.certificates_of_the_town import Authority, bind, bound, now
from tests.people_of_the_town import employer
from tests.portals.conftest import agent_of

from anju.audit.models import Event
from anju.identity.certificates.bind_certificate import (
    CertificateBoundElsewhere,
    CertificateOfAnotherEmployer,
    CertificateOfAnotherPerson,
    RevocationUnknown,
)
from anju.identity.certificates.check_certificate import (
    CertificateRevoked,
)
from anju.identity.certificates.end_bindings import end_bindings
from anju.identity.certificates.keep_list import ListNotTrusted, keep_list
from anju.identity.certificates.sign_in import (
    AgentShutOut,
    CertificateEntry,
    CertificateNotBound,
    sign_in_with_certificate,
)
from anju.identity.certificates.standing import Standing, standing_of
from anju.identity.models import Credential, Enrolment, RevocationList, Visit
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.identity.visits.look_at_visit import look_at_visit
from anju.notices.models import Message
from anju.people.models import Agent, Appointment


def enter(key) -> CertificateEntry:
    return sign_in_with_certificate(
        encoded=key.encoded, chain=key.chain, agreement="2026.11", now=now()
    )


def visit_of(entry: CertificateEntry) -> Visit:
    return begin_visit(
        guest=Guest(
            holder=Credential.Holder.AGENT,
            holder_id=entry.appointment.agent_id,
            appointment_id=entry.appointment.pk,
            certificate_id=entry.certificate.pk,
        ),
        strength=Visit.Strength.CERTIFICATE,
        address="203.0.113.7",
        device="",
        session_key="k",
        now=now(),
    )


@pytest.mark.rows("C-24", "X-16")
def test_a_bound_certificate_brings_its_agent_in_and_confirms_his_registration(
    authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    entry = enter(key)
    assert (entry.appointment, entry.certificate, entry.standing) == (agent, row, Standing.OPEN)
    enrolled = Enrolment.objects.get(holder="agent", holder_id=agent.agent_id)
    assert (enrolled.way, enrolled.agreement) == ("certificate", "2026.11")
    enter(key)
    assert Enrolment.objects.filter(holder_id=agent.agent_id, holder="agent").count() == 1


def test_a_good_certificate_nobody_has_bound_opens_nothing(
    authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    with pytest.raises(CertificateNotBound, match="绑定"):
        enter(authority.issue(agent))
    assert Event.objects.filter(
        deed="certificate_refused", detail__why="identity.certificate_not_bound"
    ).exists()


def test_another_employers_certificate_is_neither_bound_nor_taken(
    authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    other = authority.issue(agent, credit_code="91411500MA1AJ00099")
    with pytest.raises(CertificateOfAnotherEmployer):
        bind(other, agent)
    key, _ = bound(authority, agent)
    agent.employer.credit_code = "91411500MA1AJ00088"
    agent.employer.save()
    with pytest.raises(CertificateOfAnotherEmployer):
        enter(key)


def test_a_colleagues_key_is_not_lent(authority: Authority, agent: Appointment) -> None:
    authority.publish()
    lent = authority.issue(agent, agent="钱出纳")
    with pytest.raises(CertificateOfAnotherPerson):
        bind(lent, agent)


def test_a_key_belongs_to_one_person_even_of_the_same_name(
    authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    namesake = agent_of(agent.employer, agent.agent.name, 907)
    with pytest.raises(CertificateBoundElsewhere):
        bind(key, namesake)


def test_binding_is_told_to_the_agent_and_needs_a_fresh_list(
    authority: Authority, agent: Appointment
) -> None:
    bound(authority, agent)
    message = Message.objects.order_by("-pk").first()
    assert message
    assert "数字证书" in message.text
    RevocationList.objects.update(next_at=now() - timedelta(seconds=1))
    with pytest.raises(RevocationUnknown):
        bind(authority.issue(agent), agent)


def test_revocation_ends_the_binding_and_the_open_session_at_once(
    authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    visit = visit_of(enter(key))
    assert look_at_visit(visit.pk, now=now())
    authority.revoke(key)
    assert authority.publish() == 1
    assert standing_of(certificate_id=row.pk, now=now()) == Standing.ENDED
    assert look_at_visit(visit.pk, now=now()) is None
    visit.refresh_from_db()
    assert visit.ended_because == Visit.Because.CERTIFICATE_ENDED
    with pytest.raises(CertificateRevoked):
        enter(key)


def test_a_list_that_ran_out_leaves_the_session_a_look_and_never_more(
    authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    RevocationList.objects.update(next_at=now() - timedelta(seconds=1))
    assert standing_of(certificate_id=row.pk, now=now()) == Standing.READ_ONLY
    assert enter(key).standing == Standing.READ_ONLY
    RevocationList.objects.all().delete()
    assert standing_of(certificate_id=row.pk, now=now()) == Standing.READ_ONLY
    authority.publish()
    assert standing_of(certificate_id=row.pk, now=now()) == Standing.OPEN


def test_an_older_list_does_not_bring_a_revoked_certificate_back(
    authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    authority.revoke(key)
    authority.publish()
    authority.publish("stale")
    with pytest.raises(CertificateRevoked):
        enter(key)


def test_a_forged_list_changes_nothing(authority: Authority, agent: Appointment) -> None:
    key, _ = bound(authority, agent)
    with pytest.raises(ListNotTrusted):
        authority.publish("forged")
    for junk in (b"", b"junk", b"0" * 1000):
        with pytest.raises(ListNotTrusted):
            keep_list(encoded=junk, now=now())
    assert enter(key).standing == Standing.OPEN


def test_a_part_of_a_list_is_not_taken_for_the_whole(
    authority: Authority, agent: Appointment
) -> None:
    issuing, when = authority.roots.issuing, now()
    part = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuing.certificate.subject)
        .last_update(when)
        .next_update(when + timedelta(hours=1))
        .add_extension(x509.DeltaCRLIndicator(1), True)
        .sign(issuing.key, hashes.SHA256())
    )
    with pytest.raises(ListNotTrusted):
        keep_list(encoded=part.public_bytes(serialization.Encoding.DER), now=when)


def test_who_leaves_an_employer_loses_its_certificates_there_and_only_there(
    authority: Authority, agent: Appointment
) -> None:
    second = employer("平桥丝绸有限公司", seq=2)
    elsewhere = Appointment.objects.create(
        employer=second, agent=agent.agent, since=agent.since
    )
    key, _ = bound(authority, agent)
    other, _ = bound(authority, elsewhere)
    visit = visit_of(enter(key))
    gone = end_bindings(
        agent_id=agent.agent_id, employer_id=agent.employer_id, because="离任", now=now()
    )
    assert gone == 1
    assert look_at_visit(visit.pk, now=now()) is None
    with pytest.raises(CertificateNotBound):
        enter(key)
    assert enter(other).appointment == elsewhere


def test_who_no_longer_acts_or_is_locked_stays_outside(
    authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    Credential.objects.update(locked_because="本人挂失")
    with pytest.raises(AgentShutOut):
        enter(key)
    Credential.objects.update(locked_because="")
    enter(key)
    Appointment.objects.update(active=False)
    with pytest.raises(AgentShutOut):
        enter(key)
    Appointment.objects.update(active=True)
    Agent.objects.update(active=False)
    with pytest.raises(AgentShutOut):
        enter(key)
