"""An agent makes a key for his employer's program, and takes it back."""

import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.models import ApiToken
from anju.people.models import Appointment

PREFIX = "anju_"
NAME_MOST_CHARACTERS = 40
LIVES_MOST_DAYS = 366
LIVING_MOST = 10
NETWORKS_MOST = 20
Scope = ApiToken.Scope


class BadToken(Refusal):
    """What was asked for cannot be a key; the sentence says which answer to change."""

    code = "identity.bad_token_request"


class NoSuchToken(Refusal):
    code = "identity.no_such_token"


@dataclass(frozen=True)
class TokenRequest:
    """What a new key shall be: its name, what it may do, from where, for how many days."""

    name: str
    scopes: Sequence[str]
    networks: Sequence[str]
    days: int


def make_token(
    *, appointment: Appointment, asked: TokenRequest, now: datetime, secret: str = ""
) -> tuple[ApiToken, str]:
    """Keep a new key's digest; the key itself is answered this once. Raises BadToken.

    `secret` is for the demo's sandbox alone; otherwise 256 random bits.
    """
    key = secret or PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        _check(appointment, asked, now)
        token = ApiToken.objects.create(
            employer=appointment.employer,
            appointment=appointment,
            name=asked.name.strip(),
            digest=digest_of_key(key),
            scopes=sorted(set(asked.scopes)),
            networks=[str(ipaddress.ip_network(one, strict=False)) for one in asked.networks],
            made_at=now,
            expires_at=now + timedelta(days=asked.days),
        )
        record(
            actor=f"agent/{appointment.agent_id}",
            deed="make_token",
            subject=appointment.employer.number,
            token=token.pk,
            scopes=token.scopes,
        )
    return token, key


def revoke_token(*, appointment: Appointment, token: int, now: datetime) -> None:
    """End a key of the agent's employer at once. Raises NoSuchToken."""
    with transaction.atomic():
        mine = ApiToken.objects.filter(
            pk=token, employer=appointment.employer_id, ended_at=None
        )
        if not mine.update(ended_at=now, ended_by=f"agent/{appointment.agent_id}"):
            raise NoSuchToken("这个令牌不存在或已经撤销，请刷新列表后再看。")
        record(
            actor=f"agent/{appointment.agent_id}",
            deed="revoke_token",
            subject=appointment.employer.number,
            token=token,
        )


def digest_of_key(key: str) -> bytes:
    """By what a key is found: it is long and random, so a plain digest is enough."""
    return sha256(key.encode()).digest()


def _check(appointment: Appointment, asked: TokenRequest, now: datetime) -> None:
    if not 0 < len(asked.name.strip()) <= NAME_MOST_CHARACTERS:
        raise BadToken("请填写令牌的名称（不超过 40 个字），例如“薪酬系统”。")
    if not asked.scopes or not set(asked.scopes) <= set(Scope.values):
        raise BadToken("请至少选择一项令牌可以办理的业务。")
    if not 1 <= asked.days <= LIVES_MOST_DAYS:
        raise BadToken(f"有效期请填写 1 至 {LIVES_MOST_DAYS} 天。")
    if len(asked.networks) > NETWORKS_MOST:
        raise BadToken(f"允许的地址最多 {NETWORKS_MOST} 个，请合并成网段填写。")
    for one in asked.networks:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError as error:
            raise BadToken(
                "允许的地址里有一项不是 IP 地址或网段，"
                "请按 203.0.113.7 或 203.0.113.0/24 填写。"
            ) from error
    living = ApiToken.objects.filter(
        employer=appointment.employer_id, ended_at=None, expires_at__gt=now
    )
    if living.count() >= LIVING_MOST:
        raise BadToken(f"有效的令牌最多 {LIVING_MOST} 个，请先撤销不用的。")
