"""An agent asks to be let in (单位注册, 忘记密码); nobody learns here whether he is on file."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from anju.audit.record import record
from anju.centers.sealed import index_of
from anju.ground.identity import normalise
from anju.ground.masks import mask_account, mask_identity
from anju.identity.codes.issue_code import issue_code
from anju.identity.employers.judge_agent import Seen, judge_agent
from anju.identity.employers.told import told_about
from anju.identity.limit_table import ENROL_ADDRESS, ENROL_PERSON, ENROL_PERSON_DAY
from anju.identity.limits import block_of, take
from anju.identity.models import Code, Holder, Knock
from anju.notices.models import Message
from anju.notices.write_message import write_message

LIVES = timedelta(minutes=15)
LONGEST = 40
PURPOSES = {
    Knock.Kind.REGISTER: Code.Purpose.AGENT_REGISTER,
    Knock.Kind.RESET: Code.Purpose.AGENT_RESET,
}
WORDS = {
    Knock.Kind.REGISTER: "用于注册单位网上业务大厅",
    Knock.Kind.RESET: "用于重置单位网上业务大厅的登录密码",
}


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
    said = facts.plain()
    waiting = live_agent_knock(kind=kind, session=session, now=now)
    if waiting is not None and waiting.proven_at is None and typed_in(waiting) == said:
        return _send(waiting, _judged(kind, said, today), address, now)
    name, block = about_agent(said), block_of(address)
    take((ENROL_PERSON, name), (ENROL_PERSON_DAY, name), (ENROL_ADDRESS, block), now=now)
    seen = _judged(kind, said, today)
    made = _write(kind, said, seen, agreement, (session, now))
    again_at = _send(made, seen, address, now)
    write_message(
        to=seen.detail_to,
        text=told_about(kind, seen.verdict, now),
        kind=Message.Kind.SECURITY,
        now=now,
    )
    record(
        actor="visitor",
        deed=f"knock_{kind}",
        subject=f"agent/{seen.agent_id or 'nobody'}",
        typed=mask_identity(said.identity_number),
        employer=mask_account(said.employer),
        verdict=seen.verdict.value,
    )
    return again_at


def live_agent_knock(*, kind: Knock.Kind, session: str, now: datetime) -> Knock | None:
    """What this session has asked for and neither finished nor let lapse."""
    return Knock.objects.filter(
        kind=kind, holder=Holder.AGENT, session=session, done_at=None, expires_at__gt=now
    ).last()


def typed_in(knock: Knock) -> AgentFacts:
    """What was typed, as it was kept."""
    return AgentFacts(**json.loads(knock.typed))


def _judged(kind: Knock.Kind, said: AgentFacts, today: date) -> Seen:
    return judge_agent(
        kind=kind,
        employer=said.employer,
        identity_number=said.identity_number,
        mobile=said.mobile,
        today=today,
    )


def _write(
    kind: Knock.Kind, said: AgentFacts, seen: Seen, agreement: str, at: tuple[str, datetime]
) -> Knock:
    """One knock per session is alive; an older one is over."""
    session, now = at
    mine = Knock.objects.filter(session=session, holder=Holder.AGENT, done_at=None)
    mine.filter(expires_at__gt=now).update(expires_at=now)
    return Knock.objects.create(
        kind=kind,
        holder=Holder.AGENT,
        holder_id=seen.agent_id,
        verdict=seen.verdict,
        session=session,
        typed=json.dumps(asdict(said), ensure_ascii=False),
        agreement=agreement,
        begun_at=now,
        expires_at=now + LIVES,
    )


def _send(made: Knock, seen: Seen, address: str, now: datetime) -> datetime:
    kind = Knock.Kind(made.kind)
    # Judged anew, but a code goes out only under the verdict that was written.
    to = seen.code_to if seen.verdict == made.verdict else ""
    return issue_code(
        purpose=PURPOSES[kind],
        about=made.about,
        to=to,
        session=made.session,
        address=address,
        now=now,
        words=WORDS[kind],
    )
