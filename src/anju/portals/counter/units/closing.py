"""单位销户, 封存, 启封 at the counter: refused with the exact list of what is left."""

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from anju.contributions.unit.ask_closing import REASONS, close_account
from anju.ground.errors import Refusal
from anju.people.employers.close_employer import seal_employer, unseal_employer
from anju.people.models import Employer
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.units.agents import PapersMissing
from anju.portals.counter.units.asked import asked_employer, own_employer
from anju.portals.shared.fields import Field, answer

CHECKS = [("proof", "已核对注销、撤销、合并或停缴的证明原件")]
BUTTONS = [Button("销户", "close"), Button("封存", "seal", plain=True)]
BUTTONS.append(Button("启封", "unseal", plain=True))
POINTS = (
    "销户前，职工账户须全部转移或提取，预缴户余额为零，没有未了的清册、汇缴和办件",
    "封存只暂停缴存，须先封存全部职工",
    "销户不能恢复，再缴存须重新开户",
)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: StaffRequest) -> HttpResponse:
    """单位账号, the reason, and what shall be done."""
    employer = asked_employer(request)
    deed = Deed(
        title="单位销户与封存",
        lede="单位注销、撤销、合并，或暂时停止缴存",
        fields=[
            Field(
                "number",
                "单位账号",
                value=answer(request, "number") or (employer.number if employer else ""),
                inputmode="numeric",
                autocomplete="off",
            ),
            Field(
                "because",
                "销户原因",
                value=answer(request, "because"),
                choices=(("", "请选择"), *REASONS.items()),
                required=False,
                hint="只有销户须选；封存、启封不用选",
            ),
        ],
        checks=CHECKS,
        buttons=BUTTONS,
        points=POINTS,
    )
    if request.method == "POST":
        try:
            with transaction.atomic():
                deed.done = _do(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed)


def _do(request: StaffRequest) -> Done:
    if not answer(request, "proof"):
        raise PapersMissing("请核对证明材料原件，勾选后再提交。")
    employer = own_employer(answer(request, "number"))
    step, by = answer(request, "step"), actor_of(request.staff)
    if step == "close":
        because = answer(request, "because")
        if because not in REASONS:
            raise PapersMissing("请从列表里选择销户原因。")
        close_account(employer=employer, because=because, today=request.today, by=by)
    else:
        held = Employer.objects.select_for_update(no_key=True, of=("self",)).get(pk=employer.pk)
        verb = seal_employer if step == "seal" else unseal_employer
        verb(employer=held, by=by)
    employer.refresh_from_db()
    return Done(
        title="已办理",
        sentence=f"单位账户状态现在是“{employer.get_state_display()}”。",
        facts=(("单位名称", employer.name), ("单位账号", employer.number)),
        again=("再办一家", "counter:closing"),
    )
