"""Sign-in of a member by what the city takes, and sign-out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.sign_in import sign_in_member
from anju.policy.rules import value
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.gate import GateWords, address_of, gate
from anju.portals.shared.visitors import way_on, welcome

ROUTE = "member:sign_in"
NAMES = {"identity": "身份证号", "account": "个人账号", "mobile": "手机号码"}
WORDS = GateWords(
    lede="查余额、查每一笔明细，在家就能办。",
    points=(
        ("wallet", "几个账户、余额和缴至年月一眼看清"),
        ("list-details", "每一笔汇缴、补缴、结息都查得到"),
        ("device-mobile", "电脑和手机用同一个账号"),
    ),
    help="忘记密码或手机已换号，请带身份证到就近的管理部办理。",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """个人登录: one name of those the city takes, and 密码."""
    ways = tuple(value("identity.member_sign_in", on=business_day()))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            member = sign_in_member(
                name=answer(request, "name"),
                password=request.POST.get("password", ""),
                ways=ways,
                address=address_of(request),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            welcome(request, kind="member", key=member.pk)
            return HttpResponseRedirect(way_on(request, reverse("member:home")))
    label = "或".join(NAMES[way] for way in ways if way in NAMES)
    fields = [
        Field("name", label, value=answer(request, "name"), autocomplete="username"),
        Field("password", "密码", type="password", autocomplete="current-password"),
    ]
    return gate(
        request,
        title="个人密码登录",
        words=WORDS,
        fields=fields,
        route=ROUTE,
        refusal=refusal,
    )
