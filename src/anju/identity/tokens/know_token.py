"""Knows the key a program shows, and what it may do."""

import ipaddress
from datetime import datetime, timedelta

from django.db.models import Q

from anju.ground.errors import Refusal
from anju.identity.employers.rights import MAY, Deed
from anju.identity.limit_table import API_TOKEN, API_UNKNOWN
from anju.identity.limits import block_of, take
from anju.identity.models import ApiToken
from anju.identity.tokens.make_token import digest_of_key
from anju.people.models import Employer

NOTED_EVERY = timedelta(minutes=1)
KEY_MOST_CHARACTERS = 200


class UnknownToken(Refusal):
    code = "identity.unknown_token"


class TokenMayNot(Refusal):
    code = "identity.token_may_not"


def know_token(*, key: str, address: str, now: datetime) -> ApiToken:
    """The living key that was shown, counted against its limit.

    Unknown, expired, revoked, and shown from elsewhere look alike: UnknownToken. So does one
    whose agent has left. Raises TryLater when either limit is used up. (Security 3.1, 3.4.)
    """
    found = (
        ApiToken.objects.select_related("employer", "appointment__agent")
        .filter(
            digest=digest_of_key(key[:KEY_MOST_CHARACTERS]),
            ended_at=None,
            expires_at__gt=now,
            appointment__active=True,
            appointment__agent__active=True,
        )
        .exclude(employer__state=Employer.State.CLOSED)
        .first()
    )
    if found is None or not _is_from(found, address):
        take((API_UNKNOWN, block_of(address)), now=now)
        raise UnknownToken("令牌无效、已过期或不能从这个地址使用，请联系本单位经办人重新制作。")
    take((API_TOKEN, str(found.pk)), now=now)
    noted = Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY)
    ApiToken.objects.filter(noted, pk=found.pk).update(used_at=now)
    return found


def check_scope(token: ApiToken, scope: ApiToken.Scope) -> None:
    """Let a key do what it was made for, while its agent's role allows it; TokenMayNot."""
    label = ApiToken.Scope(scope).label
    if scope not in token.scopes:
        raise TokenMayNot(f"这个令牌没有“{label}”的权限，请制作一个有此权限的令牌。")
    if scope != ApiToken.Scope.READ and Deed.ACT not in MAY[token.appointment.role]:
        raise TokenMayNot(f"制作令牌的人现在不能办理业务，不能“{label}”，请由经办人重新制作。")


def _is_from(token: ApiToken, address: str) -> bool:
    if not token.networks:
        return True
    try:
        seen = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    seen = getattr(seen, "ipv4_mapped", None) or seen
    return any(seen in ipaddress.ip_network(one) for one in token.networks)
