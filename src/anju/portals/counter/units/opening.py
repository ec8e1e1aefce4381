"""单位开户: an employer registers at the counter, with its first agent and its bank account."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.contributions.unit.ask_signing import BANKS
from anju.contributions.unit.open_employer import NEEDED, OPTIONAL, Opened, open_employer
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.employers.change_employer import FieldsWrong
from anju.people.employers.registration_fields import CHOICES
from anju.people.employers.registration_fields import Field as Kept
from anju.people.staff.actor import actor_of
from anju.policy.rules import value
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.units.agents import PapersMissing
from anju.portals.shared.fields import Field, FormError, answer, answers

CHECKS = [
    ("licence", "已核对营业执照或批准设立文件原件"),
    ("letter", "已收加盖公章的缴存登记表和经办人授权书"),
    ("card", "已核对经办人身份证原件"),
]
WIDTHS = {
    **dict.fromkeys(
        (Kept.CREDIT_CODE, Kept.LEGAL_IDENTITY, Kept.PHONE, Kept.EMAIL), "w-amount"
    ),
    **dict.fromkeys((Kept.PAYDAY, Kept.FOUNDED_ON, Kept.POSTCODE), "w-month"),
}
POINTS = (
    "单位自设立之日起 30 日内登记，登记后 20 日内为职工开户（条例第十四条）",
    "一个统一社会信用代码只登记一次",
    "银行账户可以以后再签约",
    "经办人收到短信后在单位网厅自己注册",
)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: StaffRequest) -> HttpResponse:
    """Everything of the registration form; the done page shows the days of article 14."""
    faults: dict[str, str] = {}
    deed = Deed(
        title="单位开户",
        lede="单位缴存登记，凭营业执照和授权书办理",
        checks=CHECKS,
        buttons=[Button("登记开户")],
        points=POINTS,
    )
    if request.method == "POST":
        try:
            deed.done = _open(request)
        except Refusal as refused:
            deed.refusal = refused
            faults = refused.faults if isinstance(refused, FieldsWrong) else {}
            deed.more["errors"] = [FormError(name, words) for name, words in faults.items()]
    deed.fields = _fields(request, faults)
    return show(request, deed)


def _open(request: StaffRequest) -> Done:
    if not all(answer(request, name) for name, _ in CHECKS):
        raise PapersMissing("请核对营业执照、登记表、授权书和身份证，逐项勾选后再提交。")
    with transaction.atomic():
        opened = open_employer(
            asked=answers(request),
            branches=_branches(request),
            today=request.today,
            now=timezone.now(),
            by=actor_of(request.staff),
            clerk=request.staff.name,
        )
    return Done(
        title="开户成功",
        sentence="单位账号已开立，经办人会收到短信，注册后即可为职工办理开户。",
        facts=(
            ("单位名称", opened.employer.name),
            ("单位账号", opened.employer.number),
            ("应登记日期", f"{opened.register_by}{_late(opened)}"),
            ("职工开户截止", opened.open_accounts_by.isoformat()),
        ),
        again=("再登记一家", "counter:opening"),
    )


def _late(opened: Opened) -> str:
    return f"（已逾期 {opened.days_late} 天）" if opened.days_late else "（未逾期）"


def _branches(request: StaffRequest) -> tuple[str, ...]:
    return tuple(branch.name for branch in value("hall.branches", on=request.today))


def _fields(request: StaffRequest, faults: dict[str, str]) -> list[Field]:
    branches = tuple((name, name) for name in _branches(request))
    banks = (("", "暂不签约"), *((bank, bank) for bank in BANKS))
    this_month = str(Month.of(request.today))
    questions = [
        *(_kept(field) for field in (*NEEDED, *OPTIONAL)),
        Field("branch", "管理部", value=request.staff.branch, choices=branches),
        Field("employer_rate", "单位缴存比例（%）", inputmode="decimal", extra="w-month"),
        Field("own_rate", "个人缴存比例（%）", inputmode="decimal", extra="w-month"),
        Field(
            "first_month",
            "首次汇缴月份",
            value=this_month,
            hint="例如 2026-11",
            extra="w-month",
        ),
        Field("bank", "开户银行", required=False, choices=banks),
        Field("account", "银行账号", required=False, inputmode="numeric"),
        Field("agent_name", "经办人姓名"),
        Field("agent_identity", "经办人证件号码", extra="w-amount"),
        Field("agent_mobile", "经办人手机号码", inputmode="numeric", extra="w-amount"),
    ]
    return [
        Field(
            **{
                **vars(one),
                "value": request.POST.get(one.name, one.value),
                "error": faults.get(one.name, ""),
                "autocomplete": "off",
            }
        )
        for one in questions
    ]


def _kept(field: Kept) -> Field:
    listed = CHOICES.get(field)
    return Field(
        field.value,
        field.label,
        type="date" if field == Kept.FOUNDED_ON else "text",
        required=field in NEEDED,
        extra=WIDTHS.get(field, ""),
        choices=(("", "请选择"), *listed.items()) if listed else (),
    )
