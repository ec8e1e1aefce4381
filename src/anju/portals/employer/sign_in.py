"""Sign-in of an employer's agent, with what the center's profile asks for."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.employers.sign_in import sign_in_agent
from anju.people.models import Appointment
from anju.policy.rules import value
from anju.portals.shared.doors.gate import GateWords, address_of, gate
from anju.portals.shared.doors.robots import SpeedBump
from anju.portals.shared.doors.visitors import way_on, welcome
from anju.portals.shared.fields import Field, answer

LONGEST = 40
WORDS = GateWords(
    lede="上传工资表，核对变更，一次办完当月汇缴。",
    points=(
        ("file-spreadsheet", "不用改格式，直接上传工资表"),
        ("checklist", "有问题的行一次列清，并写明怎样改"),
        ("receipt", "银行扣款入账后即可打印回单"),
    ),
    help="还没有登记为办事人员，或换了手机号码的，请带单位公章和身份证到就近的管理部办理。",
)
ONLY_LOOK = "密码登录只能查询单位信息；办理业务请用数字证书登录。"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """单位账号, where asked 专管员身份证号, and 密码; 随机验证码 when it is due."""
    today = business_day()
    bump = SpeedBump(request, form="employer_sign_in", name=_kept(request, "number"))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            bump.check()
            came = _come(request, today)
        except Refusal as refused:
            refusal = refused
            bump.failed()
        else:
            welcome(request, kind="agent", key=came.agent_id, appointment_id=came.pk)
            return HttpResponseRedirect(way_on(request, reverse("employer:home")))
    return gate(
        request,
        title="单位密码登录",
        words=_words(today),
        fields=_fields(request, today),
        refusal=refusal,
        beside=_beside(),
        more={"robot": bump.shown()},
    )


def _come(request: HttpRequest, today: date) -> Appointment:
    named = _needs_agent(today)
    return sign_in_agent(
        number=answer(request, "number"),
        identity_number=answer(request, "identity_number") if named else None,
        password=request.POST.get("password", ""),
        address=address_of(request),
        today=today,
        now=timezone.now(),
    )


def _needs_agent(today: date) -> bool:
    return bool(value("identity.employer_sign_in", on=today) == "number_agent_password")


def _beside() -> tuple[tuple[str, str], ...]:
    return (
        ("CA 证书登录", reverse("employer:certificate")),
        ("用户注册", reverse("employer:registration")),
        ("忘记密码", reverse("employer:forgot")),
    )


def _words(today: date) -> GateWords:
    """Where a password only looks, the gate says so before anybody types one."""
    looks = value("identity.employer_password_may", on=today) == "look"
    return replace(WORDS, help=f"{ONLY_LOOK}{WORDS.help}") if looks else WORDS


def _kept(request: HttpRequest, name: str) -> str:
    return answer(request, name)[:LONGEST]


def _fields(request: HttpRequest, today: date) -> list[Field]:
    number = Field(
        "number",
        "单位账号",
        value=_kept(request, "number"),
        autocomplete="username",
    )
    title = value("hall.agent_title", on=today)
    agent = Field(
        "identity_number",
        f"{title}身份证号",
        value=_kept(request, "identity_number"),
        autocomplete="off",
    )
    named = _needs_agent(today)
    # The one manual writes 密码, the other, which asks who one is, 登录密码.
    password = Field(
        "password",
        "登录密码" if named else "密码",
        type="password",
        autocomplete="current-password",
    )
    return [number, agent, password] if named else [number, password]
