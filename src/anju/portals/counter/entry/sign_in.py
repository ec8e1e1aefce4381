"""Sign-in of the center's staff: 工号 and 密码 are half the way; and sign-out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.activate_staff import activate_staff
from anju.identity.sign_in_staff import sign_in_staff
from anju.portals.counter.entry import half_way
from anju.portals.shared.doors.gate import GateWords, address_of, gate
from anju.portals.shared.doors.visitors import way_on
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

WORDS = GateWords(
    lede="综合柜面，仅供中心工作人员使用。",
    points=(
        ("shield-lock", "密码之后还要动态口令或通行密钥"),
        ("eye", "查看个人资料须写明事由"),
        ("lock", "每一次办理和查询都有记录"),
    ),
    help="忘记密码或更换设备，请联系安全管理员，凭激活函重新登记。",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """柜员登录: 工号 and 密码; the second factor follows."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            half = sign_in_staff(
                login=answer(request, "login"),
                password=request.POST.get("password", ""),
                address=address_of(request),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            half_way.begin(request, half, way_on=way_on(request, reverse("counter:desk")))
            return HttpResponseRedirect(reverse("counter:second_factor"))
    fields = [
        Field("login", "工号", value=answer(request, "login"), autocomplete="username"),
        Field("password", "密码", type="password", autocomplete="current-password"),
    ]
    return gate(
        request,
        title="柜面登录",
        words=WORDS,
        fields=fields,
        refusal=refusal,
        beside=(("首次登录或重新登记", reverse("counter:activate")),),
    )


@sensitive_post_parameters("activation")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """首次登录: 工号 and the code of the slip; then a password and a factor are set."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            half = activate_staff(
                login=answer(request, "login"),
                typed=answer(request, "activation"),
                address=address_of(request),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            half_way.begin(request, half, way_on=reverse("counter:desk"))
            return HttpResponseRedirect(reverse("counter:second_factor"))
    context = {
        "title": "首次登录",
        "gate": True,
        "refusal": refusal,
        "fields": [
            Field("login", "工号", value=answer(request, "login"), autocomplete="username"),
            Field(
                "activation",
                "激活码",
                hint="在密封的激活函里，12 位，24 小时内有效，用一次即失效",
                autocomplete="off",
            ),
        ],
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/activate.html", context, status=status)
