"""Signs in an employer's agent; it is always a named person, and every "no" sounds the same."""

from datetime import date, datetime
from typing import Any

from anju.audit.record import record
from anju.centers.sealed import index_of
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.identity.guessing import forgive, is_known_place, take_try, watch
from anju.identity.models import Holder
from anju.identity.passwords.prove_password import is_right
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.find import appointments_at
from anju.people.models import Appointment
from anju.policy.hotline import hotline
from anju.policy.rules import value

LONGEST = 40
AGENT = Holder.AGENT
# Nobody has this key, so that for nobody the same is done as for somebody.
NOBODY = 0
NO = "账号或密码不对。请核对后再试；忘记密码请点“忘记密码”重新设置。"
ALIKE = (
    "您与本单位另一位办事人员设置了相同的登录密码，系统无法分辨是谁，没有登录。"
    "请在登录页点“忘记密码”重新设置；如非本人操作，请拨打 {hotline}。"
)


class AgentNotSignedIn(Refusal):
    code = "identity.agent_not_signed_in"


def sign_in_agent(
    *,
    number: str,
    identity_number: str | None,
    password: str,
    address: str,
    today: date,
    now: datetime,
) -> Appointment:
    """Sign in for an employer: by its account and the password (C-23), or with the agent's
    identity number as well (X-16) where `identity_number` is not None.

    By account and password alone, as many passwords are compared as an employer may have
    agents, whether it has them or not; the one whose password it is comes in. Raises
    AgentNotSignedIn with one sentence for every cause, TryLater after too many failures.
    """
    typed = normalise(number[:LONGEST]).upper()
    serving = appointments_at(employer_number=typed)
    compared, key = int(value("identity.employer_agents_most", on=today)), f"a:{typed}"
    if identity_number is not None:
        index = (
            index_of(normalise(identity_number[:LONGEST]).upper(), purpose="identity") or b""
        )
        serving = [one for one in serving if one.agent.identity_index == index]
        compared, key = 1, f"a:{typed}/{index.hex()}"
    asked = [one.agent_id for one in serving[:compared]]
    asked += [NOBODY] * (compared - len(asked))
    known = [_is_known(one, address, now) for one in asked]
    attempt: dict[str, Any] = {
        "name": key,
        "address": address,
        "password": password,
        "known": any(known),
    }
    take_try(now=now, **attempt)
    fits = {one for one in asked if is_right(holder=AGENT, holder_id=one, password=password)}
    right = [one for one in serving if one.agent_id in fits]
    if len(right) != 1:
        _tell_the_alike(right, now)
        watch(now=now)
        raise AgentNotSignedIn(NO)
    forgive(now=now, **attempt)
    agent = f"agent/{right[0].agent_id}"
    record(actor=agent, deed="sign_in", subject=agent, employer=typed)
    return right[0]


def _is_known(agent_id: int, address: str, now: datetime) -> bool:
    """Whether he has signed in from there lately, so that nobody locks him out from afar."""
    return is_known_place(holder=AGENT, holder_id=agent_id, address=address, now=now)


def _tell_the_alike(found: list[Appointment], now: datetime) -> None:
    text = ALIKE.format(hotline=hotline(now=now))
    for one in found:
        write_message(to=one.agent.mobile, text=text, kind=Message.Kind.SECURITY, now=now)
