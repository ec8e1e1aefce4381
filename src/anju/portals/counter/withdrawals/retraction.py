"""柜面撤回: an application not yet decided is taken back for the person at the desk."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, crumbs, member_in
from anju.portals.counter.withdrawals.under_way import asked_for
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.withdrawals.counter.cancel_at_counter import cancel_at_counter
from anju.withdrawals.models import Withdrawal

INTAKE = "counter:intake"
POINTS = (
    "撤回后冻结的金额马上恢复可用，材料退回本人的材料夹",
    "撤回不能恢复，要再提取须重新申请",
    "由本人（继承提取由领款人）当面提出，核对身份证原件",
    "撤回的说明随办件存档，并通知申请人",
)


@with_person("member")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def intake_retraction(request: PersonRequest, number: str) -> HttpResponse:
    """为什么撤回, 核对身份证; 撤回."""
    own = asked_for(request, number)
    if own.state not in (Withdrawal.State.QUEUED, Withdrawal.State.REVIEWING):
        return HttpResponseRedirect(reverse(INTAKE))
    deed = Deed(
        title=f"撤回{own.reason_title}",
        lede=f"{own.number}，{format_yuan(own.amount_fen)} 元，{own.applied_on} 提交",
        points=POINTS,
        person=banner(request.person),
        more={"crumbs": crumbs(("查个人", FILE), ("提取受理", INTAKE))},
    )
    if request.method == "POST":
        try:
            deed.done = _done(_take_back(request, number))
        except Refusal as refused:
            deed.refusal = refused
    deed.fields = [
        Field(
            "why",
            "撤回的说明",
            value=answer(request, "why"),
            hint="例：本人改为明年退休时再提取",
            autocomplete="off",
        )
    ]
    deed.checks = [_card(own)]
    deed.buttons = [Button("撤回申请")]
    return show(request, deed, back=INTAKE)


def _take_back(request: PersonRequest, number: str) -> Withdrawal:
    return cancel_at_counter(
        member=member_in(request),
        number=number,
        why=answer(request, "why"),
        card_checked=bool(answer(request, "card")),
        clerk=request.staff,
        today=request.today,
        now=timezone.now(),
    )


def _card(own: Withdrawal) -> tuple[str, str]:
    name, words = CARD
    return name, words.replace("已核对", "已核对领款人") if own.payee else words


def _done(made: Withdrawal) -> Done:
    return Done(
        title="已撤回",
        sentence="冻结的金额已经恢复可用，材料退回了本人的材料夹；已通知申请人。",
        facts=(
            ("业务流水号", made.number),
            ("提取原因", made.reason_title),
            ("恢复可用", f"{format_yuan(made.amount_fen)} 元"),
        ),
        again=("返回提取受理", INTAKE),
    )
