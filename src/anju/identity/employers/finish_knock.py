"""Ends an agent's registration or reset: the new password stands, everybody is told."""

from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.employers.knock import typed_in
from anju.identity.employers.open_knock import proven_knock
from anju.identity.employers.person import words_about
from anju.identity.models import Enrolment, Holder, Knock
from anju.identity.passwords.check_strength import Shape, check_strength
from anju.identity.passwords.set_password import set_password
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Agent, Appointment

DONE = {
    Knock.Kind.REGISTER: "您已注册单位网上业务大厅并设置了登录密码。",
    Knock.Kind.RESET: "您的单位网上业务大厅登录密码已重置，其他设备上的登录已退出。",
}


class NoLongerAppointed(Refusal):
    code = "identity.no_longer_appointed"


def finish_agent_knock(
    *, kind: Knock.Kind, session: str, password: str, now: datetime
) -> Agent:
    """Set the password of the agent who has proven his phone; a registration is enrolled.

    All his other sessions end. Raises KnockGone, WeakPassword, NoLongerAppointed when his
    employer let him go meanwhile. (C-22, C-25.)
    """
    knock = proven_knock(kind=kind, session=session, now=now)
    agent = Agent.objects.filter(pk=knock.holder_id or 0, active=True).first()
    serves = Appointment.objects.filter(agent=agent, active=True)
    if agent is None or not serves.exists():
        raise NoLongerAppointed("您已不再担任单位的办事人员，请与单位联系。")
    check_strength(
        password=password,
        about=words_about(agent, also=typed_in(knock).employer),
        shape=Shape.LONG,
    )
    set_password(holder=Holder.AGENT, holder_id=agent.pk, password=password, now=now)
    if kind == Knock.Kind.REGISTER:
        Enrolment.objects.get_or_create(
            holder=Holder.AGENT,
            holder_id=agent.pk,
            ended_at=None,
            defaults={
                "way": Enrolment.Way.ONLINE,
                "agreement": knock.agreement,
                "at": now,
                "by": f"agent/{agent.pk}",
            },
        )
    knock.done_at = now
    knock.save(update_fields=["done_at"])
    agent.mobile_proven_at = now
    agent.save(update_fields=["mobile_proven_at"])
    tell_owner(holder=Holder.AGENT, holder_id=agent.pk, text=DONE[kind], now=now)
    record(actor=f"agent/{agent.pk}", deed=f"agent_{kind}_done", subject=f"agent/{agent.pk}")
    return agent
