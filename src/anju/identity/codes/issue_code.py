"""Sends a code to a telephone, or to nobody with the same work."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from anju.centers.sealed import index_of
from anju.ground.amounts import format_yuan
from anju.identity.alarms import raise_alarm
from anju.identity.codes.bond import Bond
from anju.identity.limit_table import (
    CODE_BLOCK,
    CODE_HALL_DAY,
    CODE_HALL_HOUR,
    CODE_OBJECT,
    CODE_PHONE_DAY,
    CODE_PHONE_HOUR,
    CODE_PHONE_MINUTE,
    CODE_SESSION,
    CODE_SIGN_IN,
)
from anju.identity.limits import TryLater, block_of, line_up, take
from anju.identity.models import Code
from anju.notices.models import Message
from anju.notices.write_message import write_message

DIGITS = 6
LIVES = timedelta(minutes=5)
PAUSE = timedelta(seconds=60)
# Whoever asks for these has signed in, or stands at the counter: he is told when the telephone
# had its share, instead of waiting for a message that does not come.
TOLD = frozenset(
    {
        Code.Purpose.PASSWORD,
        Code.Purpose.MOBILE_OLD,
        Code.Purpose.MOBILE_NEW,
        Code.Purpose.PIN,
        Code.Purpose.SMS_NOTICES,
        Code.Purpose.PROPOSE,
        Code.Purpose.STEP_UP,
        Code.Purpose.BIND_CARD,
        Code.Purpose.WITHDRAW,
    }
)


@dataclass(frozen=True)
class Words:
    """What the message says: what the code is for, the amount (fen) it is bound to if any,
    and the member's own phrase, by which he knows us."""

    what: str
    amount_fen: int | None = None
    phrase: str = ""


def issue_code(
    *,
    purpose: Code.Purpose,
    about: str,
    to: str,
    session: str,
    address: str,
    now: datetime,
    words: str | Words,
) -> datetime:
    """Send a code for one purpose, object, amount and session; answer when the next may be
    asked for.

    An empty `to` does the same work for nobody; so does a telephone that had its share, where
    a refusal would tell a stranger that it is on file. Within 60 seconds nothing more is sent.
    `words` say in the message what the code is for, and for which amount. Raises TryLater when
    session, object, address block or the whole hall asked too often, and to whoever is known,
    when the telephone had its share. (Security 3.3; ASVS 6.5, 6.6.)
    """
    said = Words(words) if isinstance(words, str) else words
    bond = Bond(purpose, about, session, said.amount_fen)
    line_up((CODE_SESSION, session))
    pending = _open(bond, now).filter(issued_at__gt=now - PAUSE).first()
    if pending is not None:
        return pending.issued_at + PAUSE
    _check_limits(bond, address, now)
    to = _spared(to, bond, now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _open(bond, now).update(expires_at=now)
    Code.objects.create(
        purpose=purpose,
        about=bond.about_kept,
        amount_fen=said.amount_fen,
        session=bond.session_kept,
        mobile_index=index_of(to, purpose="mobile"),
        # What went to nobody is the hash of something that nobody can type.
        digest=bond.digest(code if to else secrets.token_hex()),
        issued_at=now,
        expires_at=now + LIVES,
    )
    text = _text(code, said)
    write_message(to=to, text=text, kind=Message.Kind.CODE, now=now, lives=LIVES)
    return now + PAUSE


def _open(bond: Bond, now: datetime) -> QuerySet[Code]:
    """The codes under this bond that have not been used and are not late."""
    return Code.objects.filter(**bond.row, used_at=None, expires_at__gt=now)


def _check_limits(bond: Bond, address: str, now: datetime) -> None:
    """What the asker himself brings may be refused aloud."""
    each = CODE_SIGN_IN if bond.purpose == Code.Purpose.SIGN_IN else CODE_OBJECT
    try:
        take(
            (CODE_SESSION, bond.session),
            (each, bond.about_kept),
            (CODE_BLOCK, block_of(address)),
            (CODE_HALL_HOUR, bond.session),
            (CODE_HALL_DAY, bond.session),
            now=now,
        )
    except TryLater as refused:
        if refused.detail["scope"] == CODE_HALL_HOUR.scope:
            raise_alarm(about=CODE_HALL_HOUR.scope, now=now)
        raise


def _spared(to: str, bond: Bond, now: datetime) -> str:
    """The telephone, or nobody's if it had its share; counted alike for both."""
    phone = to or f"nobody {bond.about_kept}"
    try:
        take(
            (CODE_PHONE_MINUTE, phone),
            (CODE_PHONE_HOUR, phone),
            (CODE_PHONE_DAY, phone),
            now=now,
        )
    except TryLater:
        if bond.purpose in TOLD:
            raise
        return ""
    return to


def _text(code: str, said: Words) -> str:
    amount = "" if said.amount_fen is None else f"，金额 {format_yuan(said.amount_fen)} 元"
    own = f"您的防伪短语：{said.phrase}。" if said.phrase else ""
    return f"验证码 {code}，{said.what}{amount}。{own}5 分钟内有效，工作人员不会向您索要。"
