"""登记个人客户: a person without an account, so that a card can be bound and money be paid."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity, mask_mobile, mask_name
from anju.identity.counter.register_at_counter import register_at_counter
from anju.people.register_person import NewPerson, PersonKnown
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.shared.fields import Field, answer

FILE = ("查个人，绑定银行卡", "counter:person")
POINTS = (
    "给没有公积金账户的人登记，例如来领款的继承人、受遗赠人",
    "姓名和证件号码按身份证原件填写，已登记的人不能重复登记",
    "手机号码用来接收付款进展的短信",
    "登记后在“查个人”里打开资料，绑定他本人的银行卡",
)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: StaffRequest) -> HttpResponse:
    """姓名, 证件号码, 手机号码, 登记; a known person's file is opened by its own reason."""
    deed = Deed(title="登记个人客户", lede="凭身份证原件，只登记本人", points=POINTS)
    if request.method == "POST":
        try:
            deed.done = _register(request)
        except Refusal as refused:
            deed.refusal = refused
            if isinstance(refused, PersonKnown):
                deed.more["way_on"] = {"label": "去查个人", "url": reverse("counter:person")}
    deed.fields = [
        Field("name", "姓名", value=answer(request, "name"), autocomplete="off"),
        Field(
            "identity",
            "证件号码",
            value=answer(request, "identity"),
            hint="18 位身份证号码",
            autocomplete="off",
            extra="w-amount",
        ),
        Field(
            "mobile",
            "手机号码",
            value=answer(request, "mobile"),
            inputmode="numeric",
            autocomplete="off",
            extra="w-amount",
        ),
    ]
    deed.checks = [CARD]
    deed.buttons = [Button("登记")]
    return show(request, deed)


def _register(request: StaffRequest) -> Done:
    made = register_at_counter(
        person=NewPerson(
            answer(request, "name"), answer(request, "identity"), answer(request, "mobile")
        ),
        card_checked=bool(answer(request, "card")),
        by=request.staff,
        today=request.today,
    )
    return Done(
        title="已登记",
        sentence="现在可以在“查个人”里打开他的资料，绑定他本人的银行卡。",
        facts=(
            ("姓名", mask_name(made.name)),
            ("证件号码", mask_identity(made.identity_number)),
            ("手机号码", mask_mobile(made.mobile)),
        ),
        again=FILE,
    )
