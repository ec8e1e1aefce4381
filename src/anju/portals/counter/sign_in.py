"""Sign-in of the center's staff, and sign-out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.sign_in import sign_in_staff
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.gate import GateWords, address_of, gate
from anju.portals.shared.visitors import way_on, welcome

ROUTE = "counter:sign_in"
WORDS = GateWords(
    lede="综合柜面，仅供中心工作人员使用。",
    points=(
        ("building-bank", "网厅单位缴存银行账户签约"),
        ("files", "各单位办件与银行付款查询"),
        ("lock", "每一次办理和查询都有记录"),
    ),
    help="忘记密码请联系本部门主管重置。",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """柜员登录: 工号 and 密码."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            staff = sign_in_staff(
                login=answer(request, "login"),
                password=request.POST.get("password", ""),
                address=address_of(request),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            welcome(request, kind="staff", key=staff.pk)
            return HttpResponseRedirect(way_on(request, reverse("counter:desk")))
    fields = [
        Field("login", "工号", value=answer(request, "login"), autocomplete="username"),
        Field("password", "密码", type="password", autocomplete="current-password"),
    ]
    return gate(
        request, title="柜面登录", words=WORDS, fields=fields, route=ROUTE, refusal=refusal
    )
