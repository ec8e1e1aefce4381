"""Does a program's deed once under its own key, and gives the same answer ever after."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from anju.audit.record import record
from anju.centers.sealed import keyring
from anju.ground.errors import Refusal
from anju.identity.models import ApiDeed, ApiToken

_KEY = re.compile(r"[!-~]{8,64}", re.ASCII)


class NoKey(Refusal):
    code = "identity.no_idempotency_key"


class KeyInUse(Refusal):
    code = "identity.idempotency_key_in_use"


class KeyForAnother(Refusal):
    code = "identity.idempotency_key_for_another"


@dataclass(frozen=True)
class Answered:
    """A status and what it said; `again` when it was said before."""

    status: int
    answer: dict[str, Any]
    again: bool = False


def do_once(
    *, token: ApiToken, key: str, request_digest: str, deed: Callable[[], Answered]
) -> Answered:
    """Do a deed and keep its answer in one transaction, or give the answer that was kept.

    Keys belong to an employer and are kept for ever. A deed that fell left nothing, so it may
    be tried again under its key; so may one that was refused. Raises NoKey for none or a
    strange one, KeyInUse while the first is under way, KeyForAnother for another request.
    """
    if not _KEY.fullmatch(key):
        raise NoKey(
            "请在 Idempotency-Key 里给出 8 至 64 个字符的编号，每次新的办理用新的编号。"
        )
    with transaction.atomic():
        if not _alone(f"{token.employer_id} {key}"):
            raise KeyInUse("同一编号的请求正在办理，请稍后用同一编号再查结果。")
        kept = ApiDeed.objects.filter(employer=token.employer_id, key=key).first()
        if kept is not None:
            if kept.request_digest != request_digest:
                raise KeyForAnother(
                    "这个编号已经用于另一次办理，请换一个新的 Idempotency-Key。"
                )
            return Answered(kept.status, kept.answer, again=True)
        done = deed()
        if done.status < 300:
            ApiDeed.objects.create(
                employer=token.employer,
                key=key,
                request_digest=request_digest,
                status=done.status,
                answer=done.answer,
                token=token,
            )
            record(
                actor=f"agent/{token.appointment.agent_id}",
                deed="deed_by_token",
                subject=token.employer.number,
                token=token.pk,
                key=key,
            )
    return done


def _alone(what: str) -> bool:
    """Whether nobody else holds this name until our transaction ends."""
    number = int.from_bytes(keyring().index(what, purpose="api deed")[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (got,) = cursor.fetchone()
    return bool(got)
