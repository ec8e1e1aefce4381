"""重置密码 at the counter: a new start for a member or an agent, which the clerk never sees."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.counter.reset_password import reset_password
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.printing import PRINTED, print_for
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer

BACK = "counter:person_file"
WAYS = (("sms", "短信发到登记并验证过的手机"), ("slip", "打印密封函，当面交给本人"))
POINTS = (
    "不设初始密码，只发一次性激活码",
    "原来的登录立即全部退出",
    "个人账户 24 小时内暂停网上提取",
    "支付密码不受影响",
)


@with_person("member", "agent")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: PersonRequest) -> HttpResponse:
    """The card is checked, the start goes to the proven phone or into a sealed slip."""
    deed = Deed(
        title="重置密码",
        lede="本人到场，凭身份证办理；新密码由本人自己设置",
        points=POINTS,
        person=banner(request.person),
        fields=[Field("way", "激活码交付方式", value=answer(request, "way"), choices=WAYS)],
        checks=[CARD],
        buttons=[Button("重置")],
    )
    if request.method == "POST":
        try:
            deed.done = _reset(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed, back=BACK)


def _reset(request: PersonRequest) -> Done:
    done = reset_password(
        person=request.person,
        card_checked=bool(answer(request, "card")),
        way=answer(request, "way"),
        by=request.staff,
        now=timezone.now(),
    )
    start = "激活码已发到本人登记的手机，30 分钟内有效。"
    if done.slip is not None:
        start = PRINTED.format(number=print_for(done.slip, "重置登录密码"))
    return Done(
        title="已重置",
        sentence=f"{start}请本人用激活码设置新密码后重新登录。",
        facts=(("业务流水号", done.number), ("经办", request.staff.name)),
        again=("返回资料", BACK),
    )
