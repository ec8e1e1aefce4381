"""The employer's first page, and what the center holds about the employer (C-29)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.duties import Kind
from anju.contributions.lists import overview
from anju.contributions.uploads.running_upload import running_upload
from anju.ground.masks import mask_account, mask_mobile
from anju.ground.money import format_yuan
from anju.payments.models import SignedAccount
from anju.people.employers.registration_fields import AT_ONCE, WITH_PROOF, Field, kept, shown
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.duties.shown import Shown, todo_of
from anju.portals.employer.figures import last_deeds
from anju.portals.employer.money.payment import bank_words
from anju.portals.employer.queries.families import tabs
from anju.portals.employer.todo import todos
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.shell.page import page
from anju.portals.shared.templatetags.hall import month, percent

ELSEWHERE = {Field.NAME, Field.CREDIT_CODE, Field.ADDRESS, Field.PAYDAY}
REST = [field for field in (*WITH_PROOF, *AT_ONCE) if field not in ELSEWHERE]
DEADLINES_SHOWN = 5


@agents_only
@require_safe
def home(request: AgentRequest) -> HttpResponse:
    """首页: what is owed and until when, the prepayment account, the last deeds."""
    seen = overview(employer=request.employer, today=request.today)
    context = {
        "title": "单位首页",
        "hero": True,
        "urls": {**urls(), "profile": reverse("employer:profile")},
        "employer": seen.employer,
        "overview": seen,
        "dues": seen.due,
        "late": seen.due is not None and seen.due.due_on < request.today,
        "prepaid_fen": seen.prepaid_fen,
        "signed": _signed(request),
        "running": running_upload(request.employer),
        "recent": last_deeds(request.employer),
        "todo": _deadlines(request),
        "calendar_url": reverse("employer:calendar"),
        "todos": todos(request),
    }
    return page(request, "pieces/employer/home.html", context)


@agents_only
@require_safe
def profile(request: AgentRequest) -> HttpResponse:
    """单位基本信息查询."""
    context = {
        "title": "单位基本信息",
        "crumbs": crumbs("employer:home"),
        "tabs": tabs(request, "employer:profile"),
        "groups": [_registered(request), _paying(request), _agents(request)],
        "change_url": reverse("employer:own_registration"),
    }
    return page(request, "pieces/employer/profile.html", context)


def _deadlines(request: AgentRequest) -> list[Shown]:
    """The next days of the calendar; what waits for an answer stands among the 待办."""
    near = todo_of(request.employer, today=request.today)
    elsewhere = (Kind.TRANSFER, Kind.REVIEW)
    return [one for one in near if one.duty.kind not in elsewhere][:DEADLINES_SHOWN]


def _signed(request: AgentRequest) -> SignedAccount | None:
    return SignedAccount.objects.filter(employer=request.employer, ended_on=None).first()


def _registered(request: AgentRequest) -> dict[str, Any]:
    employer = request.employer
    return {
        "title": "登记资料",
        "icon": "building",
        "pairs": [
            ("单位名称", employer.name),
            ("单位账号", mask_account(employer.number)),
            ("统一社会信用代码", employer.credit_code),
            ("单位地址", employer.address or "—"),
            ("所属管理部", employer.branch),
            ("开户日期", employer.opened_on.isoformat()),
            *((f.label, shown(f, kept(employer, f))) for f in REST),
        ],
    }


def _paying(request: AgentRequest) -> dict[str, Any]:
    employer = request.employer
    seen = overview(employer=employer, today=request.today)
    return {
        "title": "缴存信息",
        "icon": "wallet",
        "pairs": [
            ("单位账户状态", employer.get_state_display()),
            ("首次汇缴月份", month(employer.first_month)),
            ("缴至年月", month(employer.paid_through)),
            ("欠缴月数", f"{seen.months_behind} 个月"),
            ("预缴户余额", f"{format_yuan(seen.prepaid_fen)} 元"),
            ("发薪日", f"每月 {employer.payday} 日"),
            (
                "缴存比例",
                f"单位{percent(employer.employer_rate)}，个人{percent(employer.own_rate)}",
            ),
            ("正常缴存人数", f"{seen.normal_heads:,} 人"),
            ("封存人数", f"{seen.sealed_heads:,} 人"),
            ("签约付款账户", bank_words(_signed(request))),
        ],
    }


def _agents(request: AgentRequest) -> dict[str, Any]:
    found = request.employer.appointments.select_related("agent").filter(active=True)
    return {
        "title": "办事人员",
        "icon": "users",
        "pairs": [
            (each.get_role_display(), f"{each.agent.name} · {mask_mobile(each.agent.mobile)}")
            for each in found.order_by("id")
        ],
    }
