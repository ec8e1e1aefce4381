"""经办人登记: the counter lets a person act for an employer (C-22, C7)."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_mobile, mask_name
from anju.identity.employers.welcome_agent import welcome_agent
from anju.people.agents.appoint_agent import Candidate
from anju.people.models import Appointment
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.units.asked import own_employer
from anju.portals.shared.fields import Field, answer

CHECKS = [
    ("card", "已核对经办人身份证原件"),
    ("letter", "已收加盖公章的授权书和营业执照副本"),
]
POINTS = (
    "一人可以为几个单位办理，证件号码只登记一次",
    "经办人收到短信后在单位网厅自己注册",
    "单位其他办事人员同时收到短信",
)


ROLES = tuple(Appointment.Role.choices)
QUESTIONS = (
    ("number", "单位账号"),
    ("name", "姓名"),
    ("identity_number", "证件号码"),
    ("mobile", "手机号码"),
)
READER = Appointment.Role.READER


class PapersMissing(Refusal):
    code = "portals.papers_missing"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def agents(request: StaffRequest) -> HttpResponse:
    """单位账号, and who shall act for it in which part."""
    deed = Deed(
        title="经办人登记",
        lede="为单位登记办事人员，凭授权书和身份证办理",
        fields=_fields(request),
        checks=CHECKS,
        buttons=[Button("登记")],
        points=POINTS,
    )
    if request.method == "POST":
        try:
            with transaction.atomic():
                deed.done = _appoint(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed)


def _appoint(request: StaffRequest) -> Done:
    if not all(answer(request, name) for name, _ in CHECKS):
        raise PapersMissing("请核对身份证原件、授权书和营业执照，逐项勾选后再提交。")
    role = answer(request, "role")
    made = welcome_agent(
        employer=own_employer(answer(request, "number")),
        candidate=Candidate(
            name=answer(request, "name"),
            identity_number=answer(request, "identity_number"),
            mobile=answer(request, "mobile"),
            role=Appointment.Role(role) if role in Appointment.Role.values else READER,
        ),
        today=request.today,
        now=timezone.now(),
        by=actor_of(request.staff),
    )
    return Done(
        title="登记完成",
        sentence="短信已发给经办人，请他在单位网厅登录页点“用户注册”设置密码。",
        facts=(
            ("单位", made.employer.name),
            ("办事人员", mask_name(made.agent.name)),
            ("角色", made.get_role_display()),
            ("手机", mask_mobile(made.agent.mobile)),
        ),
        again=("再登记一人", "counter:agents"),
    )


def _fields(request: StaffRequest) -> list[Field]:
    digits = {"number": "numeric", "mobile": "numeric"}
    asked = [
        Field(
            name,
            label,
            value=answer(request, name),
            autocomplete="off",
            inputmode=digits.get(name, ""),
        )
        for name, label in QUESTIONS
    ]
    return [
        *asked,
        Field("role", "角色", value=answer(request, "role"), choices=ROLES),
    ]
