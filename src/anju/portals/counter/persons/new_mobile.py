"""变更手机 without the old phone: the clerk proves the new one and asks, a manager decides."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.identity import check_mobile, normalise
from anju.ground.masks import mask_mobile
from anju.identity.counter.new_mobile import ask_new_mobile
from anju.identity.counter.prove_phone import ask_phone, prove_phone
from anju.people.models import Member
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.fields import Field, answer

BACK = "counter:person_file"
POINTS = (
    "原手机还能用的，请本人在网厅自己变更",
    "新手机要当面收验证码",
    "由另一位主管复核后生效",
    "生效后 72 小时内暂停网上提取，新旧号码都会收到短信",
)


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def new_mobile(request: PersonRequest) -> HttpResponse:
    """发送验证码, then 提交复核; nothing changes here yet."""
    deed = Deed(
        title="变更手机",
        lede="原号码遗失或停用时，由柜面办理",
        points=POINTS,
        person=banner(request.person),
    )
    if request.method == "POST":
        try:
            _step(request, deed)
        except Refusal as refused:
            deed.refusal = refused
    deed.fields = [
        Field(
            "mobile",
            "新手机号码",
            value=answer(request, "mobile"),
            inputmode="numeric",
            autocomplete="off",
        ),
        Field(
            "code",
            "本人读出的验证码",
            inputmode="numeric",
            autocomplete="off",
            extra="w-month",
        ),
        Field("reason", "变更原因", value=answer(request, "reason"), hint="例如：手机遗失"),
    ]
    deed.checks = [CARD]
    deed.buttons = [Button("发送验证码", "send", plain=True), Button("提交复核", "done")]
    return show(request, deed, back=BACK)


def _step(request: PersonRequest, deed: Deed) -> None:
    member, now, place = request.person, timezone.now(), place_of(request)
    if not isinstance(member, Member):
        raise TypeError("the file of a member is asked for")
    mobile = check_mobile(normalise(answer(request, "mobile")))
    if answer(request, "step") == "send":
        ask_phone(
            member=member, mobile=mobile, place=place, words="用于柜面变更手机号码", now=now
        )
        deed.said = "验证码已发到新手机，请本人查看短信后读给您。"
        return
    asked = ask_new_mobile(
        member=member,
        mobile=prove_phone(
            member=member, mobile=mobile, place=place, typed=answer(request, "code"), now=now
        ),
        card_checked=bool(answer(request, "card")),
        reason=answer(request, "reason"),
        by=request.staff,
        now=now,
    )
    deed.done = Done(
        title="已提交复核",
        sentence="另一位主管复核同意后，新手机号码才生效；在此之前原号码不变。",
        facts=(("业务流水号", asked.number), ("新手机号码", mask_mobile(asked.mobile))),
        again=("返回个人资料", BACK),
    )
