"""办事人员管理: who acts for the employer; appointing a colleague, and handing over."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.ground.masks import mask_mobile
from anju.identity.employers.relieve_agent import relieve_agent
from anju.identity.employers.rights import Deed
from anju.identity.employers.welcome_agent import welcome_agent
from anju.people.agents.appoint_agent import Candidate
from anju.people.agents.colleagues import colleagues_at, successors_of
from anju.people.models import Appointment
from anju.portals.employer.door import AgentRequest, agents_only, may
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

FORM = "pieces/employer/form.html"
COLUMNS = (
    Column("姓名", 14),
    Column("角色", 10),
    Column("手机号码", 16),
    Column("任职日期", 14),
    Column("离任日期", 14),
    Column("接手人", 14),
)


@agents_only
@require_safe
def colleagues(request: AgentRequest) -> HttpResponse:
    """Everybody in office, and those who left, with who took over."""
    found = colleagues_at(employer=request.employer)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "办事人员管理",
        "crumbs": crumbs("employer:home"),
        "colleagues": found[shown.slice],
        "shown": shown,
        "may_appoint": request.rights.appoint,
        "why_not": request.rights.why_not(Deed.APPOINT),
        "export_url": reverse("employer:colleagues_export"),
    }
    return page(request, "pieces/employer/colleagues.html", context)


@agents_only
@require_safe
def colleagues_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook, numbers behind their masks."""
    rows = (
        (
            one.agent.name,
            one.get_role_display(),
            mask_mobile(one.agent.mobile),
            one.since.isoformat(),
            one.until.isoformat() if one.until else "",
            one.handed_to.agent.name if one.handed_to else "",
        )
        for one in colleagues_at(employer=request.employer)
    )
    return sheet("办事人员", COLUMNS, rows, filename="colleagues.xlsx")


@may(Deed.APPOINT)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def new_colleague(request: AgentRequest) -> HttpResponse:
    """委任办事人员: name, identity number, mobile, role."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            welcome_agent(
                employer=request.employer,
                candidate=_candidate(request),
                today=request.today,
                now=timezone.now(),
                by=f"agent/{request.agent.pk}",
            )
            return HttpResponseRedirect(reverse("employer:colleagues"))
        except Refusal as refused:
            refusal = refused
    context = {
        "title": "委任办事人员",
        "crumbs": crumbs("employer:home", "employer:colleagues"),
        "notes": [
            "委任后我们会发短信告知本人和本单位其他办事人员。"
            "本人凭发到登记手机的验证码在登录页“用户注册”设置密码。"
        ],
        "fields": _fields(request),
        "submit": "提交",
        "back_url": reverse("employer:colleagues"),
        "refusal": refusal,
    }
    return page(request, FORM, context, status=REFUSED if refusal else 200)


@may(Deed.APPOINT)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: AgentRequest, pk: int) -> HttpResponse:
    """离任交接: choose who takes over; the one who leaves is out at once."""
    left = get_object_or_404(
        Appointment.objects.select_related("agent", "employer"),
        pk=pk,
        employer=request.employer,
        active=True,
    )
    refusal: Refusal | None = None
    if request.method == "POST":
        asked = answer(request, "successor")
        try:
            relieve_agent(
                left=left.pk,
                successor=int(asked) if asked.isdecimal() and len(asked) < 19 else 0,
                employer_id=request.employer.pk,
                today=request.today,
                now=timezone.now(),
                by=f"agent/{request.agent.pk}",
            )
            return HttpResponseRedirect(reverse("employer:handover_record", args=[left.pk]))
        except Refusal as refused:
            refusal = refused
    choices = [
        (str(one.pk), f"{one.agent.name}（{one.get_role_display()}）")
        for one in successors_of(left=left)
    ]
    context = {
        "title": "离任交接",
        "crumbs": crumbs("employer:home", "employer:colleagues"),
        "facts": [("离任人员", left.agent.name), ("角色", left.get_role_display())],
        "notes": [
            "提交后，离任人员的登录立即失效，数字证书与本单位的绑定同时解除；"
            "未办完的清册和更正申请由接手人继续办理，双方和其他办事人员会收到短信。"
        ],
        "fields": [Field("successor", "接手人", choices=(("", "请选择"), *choices))],
        "submit": "确认交接",
        "back_url": reverse("employer:colleagues"),
        "refusal": refusal,
    }
    return page(request, FORM, context, status=REFUSED if refusal else 200)


@agents_only
@require_safe
def handover_record(request: AgentRequest, pk: int) -> HttpResponse:
    """交接记录: who left, when, and who took over; to be printed and kept."""
    left = get_object_or_404(
        Appointment.objects.select_related("agent", "handed_to__agent"),
        pk=pk,
        employer=request.employer,
        active=False,
    )
    context = {
        "title": "交接记录",
        "crumbs": crumbs("employer:home", "employer:colleagues"),
        "employer": request.employer,
        "left": left,
    }
    return page(request, "pieces/employer/handover_record.html", context)


def _candidate(request: AgentRequest) -> Candidate:
    role = answer(request, "role")
    known = role in Appointment.Role.values
    return Candidate(
        name=answer(request, "name"),
        identity_number=answer(request, "identity_number"),
        mobile=answer(request, "mobile"),
        role=Appointment.Role(role) if known else Appointment.Role.READER,
    )


def _fields(request: AgentRequest) -> list[Field]:
    def kept(name: str) -> str:
        return answer(request, name)[:60]

    return [
        Field("name", "姓名", value=kept("name"), autocomplete="off"),
        Field("identity_number", "证件号码", value=kept("identity_number"), autocomplete="off"),
        Field(
            "mobile",
            "手机号码",
            value=kept("mobile"),
            type="tel",
            inputmode="numeric",
            autocomplete="off",
            hint="已在中心登记过的办事人员，以中心登记的号码为准",
        ),
        Field(
            "role",
            "角色",
            value=kept("role") or Appointment.Role.AGENT,
            choices=tuple(Appointment.Role.choices),
            hint="经办人可以办理全部业务；复核人可以办理缴存业务；查询人只能查询",
        ),
    ]
