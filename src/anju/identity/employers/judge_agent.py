"""Whether what an agent typed fits what the center holds; always by the same statements."""

from datetime import date

from django.db.models import Q

from anju.identity.knocks.begin_knock import Found
from anju.identity.models import Credential, Holder, Knock
from anju.people.find import agent_of
from anju.people.models import Appointment, Employer

Verdict = Knock.Verdict


def judge_agent(
    *, kind: Knock.Kind, employer: str, identity_number: str, mobile: str | None, today: date
) -> Found:
    """Compare number or credit code of the employer, the agent's identity, and his mobile.

    Four statements, whatever is typed: an employer or agent that is not there is looked for
    all the same. Where all that was typed is right a code goes to the mobile on file, and what
    stands in the way is told after it, as to members. (security 3.3, seven cases.)
    """
    at = Employer.objects.filter(Q(number=employer) | Q(credit_code=employer)).first()
    agent = agent_of(identity_number=identity_number, today=today)
    agent_id = agent.pk if agent else 0
    appointed = Appointment.objects.filter(
        employer_id=at.pk if at else 0, agent_id=agent_id, active=True
    ).exists()
    known = Credential.objects.filter(holder=Holder.AGENT, holder_id=agent_id).exists()
    if at is None or agent is None or not appointed:
        return Found(Verdict.UNKNOWN)
    verdict = Verdict.RIGHT
    if at.state == Employer.State.CLOSED:
        verdict = Verdict.CLOSED
    elif not agent.mobile:
        verdict = Verdict.NO_MOBILE
    elif mobile is not None and mobile != agent.mobile:
        verdict = Verdict.WRONG_MOBILE
    elif kind == Knock.Kind.REGISTER and known:
        verdict = Verdict.ALREADY
    elif kind == Knock.Kind.RESET and not known:
        verdict = Verdict.NOT_REGISTERED
    told_at_once = verdict == Verdict.WRONG_MOBILE
    return Found(
        verdict,
        agent.pk,
        code_to="" if told_at_once else agent.mobile,
        detail_to=agent.mobile if told_at_once else "",
    )
