"""Whoever changes a material holds its row first, and changes nothing a business holds."""

from anju.documents.materials.models import Material, MaterialUse
from anju.ground.errors import Refusal


class MaterialInUse(Refusal):
    """It serves a business, or has served; `by` in detail is its number."""

    code = "documents.material_in_use"


class MaterialOver(Refusal):
    code = "documents.material_over"


def open_for_change(material: Material) -> Material:
    """The material, its row held until the transaction ends, if it may still be changed.

    Raises MaterialInUse while a business holds it or once one has used it, MaterialOver for
    one that was ended.
    """
    own = hold_row(material)
    if own.state == Material.State.ENDED:
        raise MaterialOver("这份材料已经作废，不能再修改。请新建一份。")
    use = own.uses.exclude(state=MaterialUse.State.FREED).first()
    if use is None:
        return own
    held = use.state == MaterialUse.State.HELD
    words = (
        f"办件 {use.by} 正在使用这份材料，审核期间不能修改。需要更换时，请先撤回申请。"
        if held
        else f"这份材料已用于办件 {use.by}，不能再修改。内容有变化时，请新建一份。"
    )
    raise MaterialInUse(words, by=use.by)


def hold_row(material: Material) -> Material:
    """The material as it stands now, held against whoever else wants to change it."""
    return Material.objects.select_for_update(no_key=True).get(pk=material.pk)
