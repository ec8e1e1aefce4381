"""A member takes a material away: a draft is deleted, what was used is only ended (作废)."""

from django.db import transaction

from anju.documents.materials.changing import MaterialInUse, hold_row
from anju.documents.materials.models import Material, MaterialUse


@transaction.atomic
def end_material(*, material: Material) -> bool:
    """Delete a material nobody has ever used, its files with it; end one that served before.

    Answers whether it was deleted. Raises MaterialInUse while a case holds it.
    """
    own = hold_row(material)
    held = own.uses.filter(state=MaterialUse.State.HELD).first()
    if held is not None:
        raise MaterialInUse(
            f"办件 {held.by} 正在使用这份材料，不能删除。请先撤回申请。", by=held.by
        )
    if own.uses.exists():
        own.state = Material.State.ENDED
        own.save(update_fields=["state"])
        return False
    own.delete()
    return True
