"""绑定银行卡 for a person at the desk: both cards are looked at, and the bank is asked."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.counter.may_bind_card import check_may_bind_card
from anju.payments.cards.bind_card import TypedCard, bind_card, wait_hours
from anju.payments.cards.lists import card_banks, live_card
from anju.payments.gateway import bank
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.people.staff.actor import actor_of
from anju.policy.items import CHINA
from anju.policy.shapes import Channel
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer

BACK = "counter:person_file"
SEEN = ("seen", "已核对银行卡原件：卡号与卡面一致")


# The bank is asked while the page waits, so nothing here may stand in one long transaction.
@transaction.non_atomic_requests
@with_person("member")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def bank_card(request: PersonRequest) -> HttpResponse:
    """发卡银行, 卡号, 绑定: usable at once, unless the profile sets a wait."""
    member, now = request.person, timezone.now()
    if not isinstance(member, Member):
        raise TypeError("the file of a member is asked for")
    deed = Deed(
        title="绑定银行卡",
        lede="提取的钱只付到本人名下、经银行核验的卡",
        points=_points(member, wait_hours(Channel.COUNTER, now)),
        person=banner(member),
    )
    if request.method == "POST":
        try:
            deed.done = _done(_bind(request, member))
        except Refusal as refused:
            deed.refusal = refused
    banks = [(one.code, one.name) for one in card_banks(on=request.today)]
    deed.fields = [
        Field(
            "bank",
            "发卡银行",
            value=answer(request, "bank"),
            choices=(("", "请选择"), *banks),
        ),
        Field(
            "number",
            "卡号",
            value=answer(request, "number"),
            inputmode="numeric",
            autocomplete="off",
            hint="本人名下的借记卡，16 至 19 位数字",
        ),
    ]
    deed.checks = [CARD, SEEN]
    deed.buttons = [Button("绑定")]
    return show(request, deed, back=BACK)


def _bind(request: PersonRequest, member: Member) -> MemberCard:
    seen = bool(answer(request, "seen"))
    check_may_bind_card(
        member=member,
        card_checked=bool(answer(request, "card")),
        bank_card_seen=seen,
        by=request.staff,
    )
    return bind_card(
        member=member,
        typed=TypedCard(answer(request, "bank"), answer(request, "number"), sure=seen),
        channel=Channel.COUNTER,
        bank=bank(),
        now=timezone.now(),
        by=actor_of(request.staff),
    )


def _done(card: MemberCard) -> Done:
    since = card.usable_from.astimezone(CHINA)
    return Done(
        title="绑定成功",
        sentence=f"{since:%Y-%m-%d %H:%M} 起可以用于提取收款；本人登记的手机会收到短信。",
        facts=(
            ("开户银行", card.bank),
            ("卡号", card.masked),
            ("银行核验流水", card.reference),
        ),
        again=("返回个人资料", BACK),
    )


def _points(member: Member, hours: int) -> tuple[str, ...]:
    live = live_card(member)
    return (
        f"现在绑定的是{live.bank} {live.masked}，绑定新卡后原卡解除"
        if live
        else "现在没有绑定银行卡",
        "由银行核对姓名、证件号码和卡号，他人名下的卡不能绑定",
        f"绑定后 {hours} 小时可以收款" if hours else "当面绑定的卡马上可以收款",
        "本人登记的手机和消息里会有提醒",
    )
