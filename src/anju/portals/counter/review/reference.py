"""材料参考号: another center calls about a paper both have seen; which of ours is it (C3.5)?"""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from anju.documents.materials.by_reference import material_by_reference
from anju.documents.materials.lists import serving
from anju.ground.errors import Refusal
from anju.ground.masks import mask_name
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.shared.fields import Field, answer

POINTS = (
    "审核台提示“材料在另一个中心出现过”时，会给出那个中心的参考号",
    "对方来电核实时，请先按通讯录回拨，确认是那个中心",
    "这里只说是哪份材料、用于哪些办件；要看内容，请写明事由“查个人”",
    "每次查询都有记录",
)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def material_reference(request: StaffRequest) -> HttpResponse:
    """参考号 in, the material and its cases out; the name behind its mask."""
    deed = Deed(
        title="材料参考号", lede="其他中心凭参考号核实时，找到是哪份材料", points=POINTS
    )
    if request.method == "POST":
        try:
            deed.done = _found(request)
        except Refusal as refusal:
            deed.refusal = refusal
    deed.fields = [
        Field(
            "reference",
            "参考号",
            value=answer(request, "reference"),
            hint="12 位字母和数字，例如 3F7A-90C2-11DE",
            autocomplete="off",
        )
    ]
    deed.buttons = [Button("查找")]
    return show(request, deed)


def _found(request: StaffRequest) -> Done:
    own = material_by_reference(reference=answer(request, "reference"), by=request.staff)
    cases = "、".join(f"{use.by}（{use.get_state_display()}）" for use in serving(own))
    return Done(
        title="找到了",
        sentence="只核实有没有、何时用于何种业务；个人信息不告诉对方。",
        facts=(
            ("材料号", own.number),
            ("材料类型", own.kind_label),
            ("持有人", mask_name(own.member.name)),
            ("办件", cases or "—"),
        ),
        again=("再查一个", "counter:material_reference"),
    )
