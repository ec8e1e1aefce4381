"""The counter writes down an agent's new telephone, and everybody concerned is told."""

from datetime import date, datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_mobile, mask_mobile, normalise
from anju.identity.contacts.end_starts import end_starts
from anju.identity.employers.tell_colleagues import tell_colleagues
from anju.identity.models import Holder, Knock, Visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.find import agent_of
from anju.people.models import Agent
from anju.policy.hotline import hotline


class NoSuchAgent(Refusal):
    code = "identity.no_such_agent"


class SameAgentMobile(Refusal):
    code = "identity.same_agent_mobile"


def renew_agent_mobile(
    *, identity_number: str, mobile: str, today: date, now: datetime, by: str
) -> Agent:
    """Write the new number, end the agent's sessions and whatever was begun with the old one,
    tell old number, new one and colleagues.

    To it go his codes from now on, so it takes his identity card at the counter. Raises
    NoSuchAgent, BadMobile, SameAgentMobile.
    """
    found = agent_of(identity_number=identity_number, today=today)
    if found is None or not found.active:
        raise NoSuchAgent(
            "没有这位办事人员。请核对证件号码；还没有登记的，请先办理经办人登记。"
        )
    agent = Agent.objects.select_for_update(no_key=True).get(pk=found.pk)
    before, after = agent.mobile, check_mobile(normalise(mobile))
    if before == after:
        raise SameAgentMobile("没有变化：这就是现在登记的手机号码。")
    agent.mobile, agent.mobile_proven_at = after, None
    agent.save(update_fields=["mobile", "mobile_proven_at"])
    end_visits_of(Holder.AGENT, agent.pk, because=Visit.Because.NOT_ALLOWED, now=now)
    end_starts(holder=Holder.AGENT, holder_id=agent.pk, now=now)
    begun = Knock.objects.filter(holder=Holder.AGENT, holder_id=agent.pk, done_at=None)
    begun.update(expires_at=now)
    text = (
        f"您在中心登记的办事人员手机号码已在柜台变更为 {mask_mobile(after)}。"
        f"如非本人办理，请立即拨打 {hotline(now=now)}。"
    )
    for number in (before, after):
        write_message(to=number, text=text, kind=Message.Kind.SECURITY, now=now)
    for serving in agent.appointments.filter(active=True).select_related("employer"):
        tell_colleagues(
            employer=serving.employer,
            but={agent.pk},
            text=f"{serving.employer.name}的{agent.name}已在柜台变更手机号码。",
            now=now,
        )
    record(
        actor=by,
        deed="renew_agent_mobile",
        subject=f"agent/{agent.pk}",
        before=mask_mobile(before),
        after=mask_mobile(after),
    )
    return agent
