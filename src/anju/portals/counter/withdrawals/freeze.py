"""司法冻结登记: a court's paper for the person whose file lies open, to be decided."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_account
from anju.ground.money import parse_yuan
from anju.people.lists import accounts_of
from anju.people.models import Freeze, FundAccount, Member
from anju.people.restraints.ask_freeze import CourtPaper, ask_freeze
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, day_of, member_in
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer

SEEN = ("seen", "已核对两名执行人员的工作证、执行公务证和法律文书原件")
POINTS = (
    "按协助冻结存款通知书填写，由另一位人员复核后生效",
    "整户冻结：只进不出，缴存照常入账",
    "限额冻结：账户照常使用，冻结的金额不能提取和划转",
    "司法冻结不由中心通知本人，由法院送达",
    "通知书原件随登记单归档",
)


class PaperNotSeen(Refusal):
    code = "portals.court_paper_not_seen"


@with_person("member")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: PersonRequest) -> HttpResponse:
    """冻结机关, 文书号, 范围, 金额, 到期日; 提交复核."""
    member = member_in(request)
    deed = Deed(
        title="司法冻结登记",
        lede="法院等机关依法冻结个人账户的存款",
        points=POINTS,
        person=banner(member),
    )
    if request.method == "POST":
        try:
            deed.done = _done(_ask(request, member))
        except Refusal as refused:
            deed.refusal = refused
    deed.fields = _fields(request, member)
    deed.checks = [SEEN]
    deed.buttons = [Button("提交复核")]
    return show(request, deed, back=FILE)


def _ask(request: PersonRequest, member: Member) -> Freeze:
    if not answer(request, "seen"):
        raise PaperNotSeen("请核对执行人员证件和法律文书原件，勾选后再提交。")
    account = get_object_or_404(
        FundAccount.objects.select_related("member"),
        pk=_number(answer(request, "account")),
        member=member,
    )
    whole = answer(request, "extent") != Freeze.Extent.PART
    paper = CourtPaper(
        court=answer(request, "court"),
        number=answer(request, "paper"),
        until_on=day_of(answer(request, "until"), "冻结到期日"),
        amount_fen=None if whole else parse_yuan(answer(request, "amount")),
    )
    return ask_freeze(
        account=account, paper=paper, by=request.staff, today=request.today, now=timezone.now()
    )


def _fields(request: PersonRequest, member: Member) -> list[Field]:
    accounts = tuple(
        (
            str(one.pk),
            f"{mask_account(one.number)} {one.employer.name} {one.get_state_display()}",
        )
        for one in accounts_of(member=member)
    )
    return [
        Field("account", "冻结哪个账户", value=answer(request, "account"), choices=accounts),
        Field("court", "冻结机关", value=answer(request, "court"), hint="按通知书填写全称"),
        Field("paper", "法律文书号", value=answer(request, "paper"), autocomplete="off"),
        Field(
            "extent",
            "冻结范围",
            value=answer(request, "extent") or Freeze.Extent.WHOLE.value,
            choices=tuple(Freeze.Extent.choices),
        ),
        Field(
            "amount",
            "冻结金额（元）",
            value=answer(request, "amount"),
            hint="限额冻结时填写",
            required=False,
            inputmode="decimal",
            autocomplete="off",
        ),
        Field("until", "冻结到期日", value=answer(request, "until"), type="date"),
    ]


def _done(made: Freeze) -> Done:
    return Done(
        title="已登记，等待复核",
        sentence="另一位人员在“冻结复核”里同意后才冻结；在此之前账户没有变化。",
        facts=(
            ("业务流水号", made.number),
            ("法律文书号", made.paper),
            ("冻结范围", made.get_extent_display()),
        ),
        again=("返回个人资料", FILE),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
