"""Sets up to how much an agent may act for his employer (办理限额)."""

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Appointment


class NotHisOwn(Refusal):
    code = "people.not_his_own_limit"


class NobodyThere(Refusal):
    code = "people.nobody_with_limit"


def set_agent_limit(*, appointment: int, limit_fen: int | None, by: Appointment) -> Appointment:
    """Let a colleague act up to `limit_fen` fen a deed; None for as much as he likes.

    Raises NotHisOwn for one's own limit, NobodyThere for nobody of this employer. (C2.6.)
    """
    found = (
        Appointment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("agent")
        .filter(pk=appointment, employer=by.employer_id, active=True)
        .first()
    )
    if found is None:
        raise NobodyThere("这位办事人员已不在本单位任职，没有修改。")
    if found.agent_id == by.agent_id:
        raise NotHisOwn("不能设置自己的办理限额，请由本单位另一位经办人设置。")
    found.limit_fen = limit_fen
    found.save(update_fields=["limit_fen"])
    record(
        actor=f"agent/{by.agent_id}",
        deed="set_agent_limit",
        subject=f"agent/{found.agent_id}",
        limit_fen=limit_fen,
    )
    return found
