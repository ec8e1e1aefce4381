"""A business takes a material into a case, gives it back, or uses it up (使用材料)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from anju.documents.materials.changing import hold_row
from anju.documents.materials.models import Material, MaterialUse
from anju.documents.materials.tell_centers import tell_centers, untell_centers
from anju.ground.errors import Refusal

State = MaterialUse.State


class MaterialNotReady(Refusal):
    code = "documents.material_not_ready"


class MaterialExpired(Refusal):
    code = "documents.material_expired"


class MaterialTaken(Refusal):
    """Another business holds it or has used it up; `by` in detail is its number."""

    code = "documents.material_taken"


@transaction.atomic
def lock_material(*, material: Material, by: str, today: date, now: datetime) -> MaterialUse:
    """Hold a material for the case `by`: from now nothing in it changes.

    Asked again for the same case, it is held once; one that was given back is held anew.
    Raises MaterialNotReady without files or after its end, MaterialExpired, MaterialTaken for
    what serves only once.
    """
    own = hold_row(material)
    use = own.uses.filter(by=by).first()
    if use is not None and use.state != State.FREED:
        return use
    _check_fit(own, today)
    use = use or MaterialUse(material=own, by=by)
    use.sole, use.state, use.held_at, use.ended_at = own.rule.sole, State.HELD, now, None
    try:
        with transaction.atomic():
            use.save()
    except IntegrityError as taken:
        other = own.uses.exclude(state=State.FREED).exclude(by=by).first()
        words = f"材料 {own.number} 已用于办件 {other.by if other else ''}，每份只能使用一次。"
        raise MaterialTaken(
            f"{words}请选择另一份材料，或新建一份。", by=other.by if other else ""
        ) from taken
    tell_centers(own, on=today)
    return use


@transaction.atomic
def free_material(*, material: Material, by: str, now: datetime) -> None:
    """Give a material back: the case was withdrawn, returned for mending, or refused.

    Free of effect for a case that does not hold it.
    """
    _end_use(hold_row(material), by=by, state=State.HELD, now=now)


@transaction.atomic
def use_material(*, material: Material, by: str, now: datetime) -> None:
    """The case that holds it is done; what serves only once is used up.

    Raises MaterialNotReady for a case that does not hold it.
    """
    own = hold_row(material)
    held = own.uses.filter(by=by, state=State.HELD).first()
    if held is None:
        raise MaterialNotReady(f"办件 {by} 没有占用材料 {own.number}，不能记为已使用。")
    held.state, held.ended_at = State.USED, now
    held.save(update_fields=["state", "ended_at"])
    if held.sole:
        own.state = Material.State.USED
        own.save(update_fields=["state"])


@transaction.atomic
def restore_material(*, material: Material, by: str, now: datetime) -> None:
    """Give a material back though the case was done: what it had done is undone since.

    Free of effect for a case that has not used it.
    """
    own = hold_row(material)
    undone = _end_use(own, by=by, state=State.USED, now=now)
    if undone and own.state == Material.State.USED:
        own.state = Material.State.READY
        own.save(update_fields=["state"])


def _end_use(own: Material, *, by: str, state: MaterialUse.State, now: datetime) -> bool:
    """Free a use that stands so; what no case needs any more is no sign to other centers."""
    ended = own.uses.filter(by=by, state=state).update(state=State.FREED, ended_at=now)
    if not own.uses.exclude(state=State.FREED).exists():
        untell_centers(own)
    return bool(ended)


def _check_fit(own: Material, today: date) -> None:
    if own.state == Material.State.DRAFT:
        raise MaterialNotReady(f"材料 {own.number} 还没有上传文件。请先上传，再提交申请。")
    if own.state == Material.State.ENDED:
        raise MaterialNotReady(f"材料 {own.number} 已经作废。请选择另一份，或新建一份。")
    if own.expired(today):
        raise MaterialExpired(
            f"材料 {own.number} 已于 {own.expires_on} 到期。请新建一份有效的，再提交申请。"
        )
