"""An agent asks to be let in (单位注册, 忘记密码); nobody learns here whether he is on file."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from anju.centers.sealed import index_of
from anju.ground.identity import normalise
from anju.ground.masks import mask_account, mask_identity
from anju.identity.employers.judge_agent import judge_agent
from anju.identity.employers.told import told_about
from anju.identity.knocks.alive import live_knock
from anju.identity.knocks.begin_knock import (
    Door,
    Found,
    Place,
    Said,
    count_knock,
    send_code,
    tell_and_record,
    write_knock,
)
from anju.identity.models import Code, Holder, Knock

LONGEST = 40
DOOR = Door(
    holder=Holder.AGENT,
    purposes={
        Knock.Kind.REGISTER: Code.Purpose.AGENT_REGISTER,
        Knock.Kind.RESET: Code.Purpose.AGENT_RESET,
    },
    words={
        Knock.Kind.REGISTER: "用于注册单位网上业务大厅",
        Knock.Kind.RESET: "用于重置单位网上业务大厅的登录密码",
    },
)


@dataclass(frozen=True)
class AgentFacts:
    """What is asked at the employers' door; a reset asks for no mobile (None)."""

    employer: str
    identity_number: str
    mobile: str | None = None

    def plain(self) -> "AgentFacts":
        """The same in one spelling and of bearable length."""
        return AgentFacts(
            employer=normalise(self.employer[:LONGEST]).upper(),
            identity_number=normalise(self.identity_number[:LONGEST]).upper(),
            mobile=None if self.mobile is None else normalise(self.mobile[:LONGEST]),
        )


def about_agent(facts: AgentFacts) -> str:
    """What an agent's code is bound to: the identity that was typed, as a keyed digest."""
    index = index_of(facts.identity_number, purpose="identity") or b""
    return f"agent/{index.hex()}"


def knock_as_agent(
    *,
    kind: Knock.Kind,
    facts: AgentFacts,
    session: str,
    address: str,
    today: date,
    now: datetime,
    agreement: str = "",
) -> datetime:
    """Take down who asks, and send a code to the mobile on file if all is right.

    Whatever was typed, the same statements run and the same rows are written; a code for nobody
    is a code nobody can type. What did not fit is told by SMS to the number on file alone. The
    same facts in the same session ask for another code of the same knock. `agreement` is the
    version that was agreed to. Answers when the next code may be asked for. Raises TryLater
    after three knocks an hour about one person, or too many from an address. (C-22, C-25;
    security W14, C7, 3.3, 3.4.)
    """
    place, said = Place(session, address, now), facts.plain()
    waiting = live_knock(holder=DOOR.holder, session=session, kind=kind, now=now)
    if waiting is not None and waiting.proven_at is None and typed_in(waiting) == said:
        again = _judged(kind, said, today)
        return send_code(door=DOOR, made=waiting, found=again, place=place)
    count_knock(about=about_agent(said), place=place)
    found = _judged(kind, said, today)
    kept = Said(json.dumps(asdict(said), ensure_ascii=False), agreement)
    made = write_knock(door=DOOR, kind=kind, said=kept, found=found, place=place)
    again_at = send_code(door=DOOR, made=made, found=found, place=place)
    tell_and_record(
        door=DOOR,
        kind=kind,
        found=found,
        detail=told_about(kind, found.verdict, now),
        now=now,
        typed=mask_identity(said.identity_number),
        employer=mask_account(said.employer),
    )
    return again_at


def typed_in(knock: Knock) -> AgentFacts:
    """What was typed, as it was kept."""
    return AgentFacts(**json.loads(knock.typed))


def _judged(kind: Knock.Kind, said: AgentFacts, today: date) -> Found:
    return judge_agent(
        kind=kind,
        employer=said.employer,
        identity_number=said.identity_number,
        mobile=said.mobile,
        today=today,
    )
