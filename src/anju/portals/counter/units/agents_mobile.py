"""办事人员手机变更: an agent's new telephone, with his identity card, by a manager."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_mobile, mask_name
from anju.identity.employers.renew_agent_mobile import renew_agent_mobile
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer

CHECKS = [CARD, ("letter", "已收单位加盖公章的变更函")]
POINTS = (
    "验证码从此发到新号码，本人须持身份证到场",
    "原号码、新号码和单位其他办事人员都会收到短信",
    "本人的登录立即退出，密码不变",
)


class CardMissing(Refusal):
    code = "portals.agent_card_missing"


@staff_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def agents_mobile(request: StaffRequest) -> HttpResponse:
    """Whose, and the new number."""
    deed = Deed(
        title="办事人员手机变更",
        lede="单位办事人员换了手机号码，本人持身份证办理",
        fields=[
            Field(
                "identity_number",
                "办事人员证件号码",
                value=answer(request, "identity_number")[:40],
                autocomplete="off",
            ),
            Field(
                "mobile",
                "新手机号码",
                value=answer(request, "mobile")[:40],
                autocomplete="off",
                inputmode="numeric",
            ),
        ],
        checks=CHECKS,
        buttons=[Button("变更")],
        points=POINTS,
    )
    if request.method == "POST":
        try:
            with transaction.atomic():
                deed.done = _renew(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed)


def _renew(request: StaffRequest) -> Done:
    if not all(answer(request, name) for name, _ in CHECKS):
        raise CardMissing("请核对身份证原件和单位的变更函，逐项勾选后再提交。")
    agent = renew_agent_mobile(
        identity_number=answer(request, "identity_number")[:40],
        mobile=answer(request, "mobile")[:40],
        today=request.today,
        now=timezone.now(),
        by=actor_of(request.staff),
    )
    return Done(
        title="变更完成",
        sentence="原号码、新号码和单位其他办事人员会收到短信，本人的登录已经退出。",
        facts=(("办事人员", mask_name(agent.name)), ("手机", mask_mobile(agent.mobile))),
        again=("再办一笔", "counter:agents_mobile"),
    )
