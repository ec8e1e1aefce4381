"""Sign-in of an employer's agent, with what the center's profile asks for, and sign-out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.sign_in import sign_in_agent
from anju.policy.rules import value
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.gate import GateWords, address_of, gate
from anju.portals.shared.visitors import way_on, welcome

ROUTE = "employer:sign_in"
WORDS = GateWords(
    lede="上传工资表，核对变更，一次办完当月汇缴。",
    points=(
        ("file-spreadsheet", "不用改格式，直接上传工资表"),
        ("checklist", "有问题的行一次列清，并写明怎样改"),
        ("receipt", "银行扣款入账后即可打印回单"),
    ),
    help="忘记密码或更换经办人，请带单位公章到就近的管理部办理。",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """单位登录: 单位账号, where asked 专管员身份证号, and 密码."""
    today = business_day()
    needs_agent = value("identity.employer_sign_in", on=today) == "number_agent_password"
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            appointment = sign_in_agent(
                number=answer(request, "number"),
                identity_number=answer(request, "identity_number") if needs_agent else None,
                password=request.POST.get("password", ""),
                address=address_of(request),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            agent, chosen = appointment.agent_id, appointment.pk
            welcome(request, kind="agent", key=agent, appointment_id=chosen)
            return HttpResponseRedirect(way_on(request, reverse("employer:home")))
    return gate(
        request,
        title="单位密码登录",
        words=WORDS,
        fields=_fields(request, needs_agent, value("hall.agent_title", on=today)),
        route=ROUTE,
        refusal=refusal,
    )


def _fields(request: HttpRequest, needs_agent: bool, agent_title: str) -> list[Field]:
    number = Field(
        "number", "单位账号", value=answer(request, "number"), autocomplete="username"
    )
    agent = Field("identity_number", f"{agent_title}身份证号", autocomplete="off")
    password = Field("password", "密码", type="password", autocomplete="current-password")
    return [number, agent, password] if needs_agent else [number, password]
