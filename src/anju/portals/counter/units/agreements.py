"""网厅单位缴存银行账户签约 (C-46): 单位账号, 单位银行账户信息, 提交."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_card
from anju.payments.models import SignedAccount
from anju.payments.sign_account import sign_account
from anju.people.models import Employer
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.units.asked import asked_employer, own_employer
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/agreement.html"
BANKS = ("中国工商银行", "中国农业银行", "中国银行", "中国建设银行", "交通银行", "其他银行")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: StaffRequest) -> HttpResponse:
    """Sign the account from which an employer pays; the one before ends the same day."""
    if request.method != "POST":
        return page(request, PIECE, _context(request, asked_employer(request)))
    try:
        signed = sign_account(
            employer=own_employer(answer(request, "number")),
            bank=answer(request, "bank"),
            account=answer(request, "account"),
            holder=answer(request, "holder"),
            today=request.today,
            by=request.staff.name,
        )
    except Refusal as refusal:
        context = {**_context(request, asked_employer(request)), "refusal": refusal}
        return page(request, PIECE, context, status=REFUSED)
    done = (
        f"签约成功：{signed.employer.name} {signed.bank} {mask_card(signed.account)}。"
        "该单位现在可以在网厅预缴和实时结算。"
    )
    return page(request, PIECE, {**_context(request, signed.employer), "done": done})


def _context(request: StaffRequest, employer: Employer | None) -> dict[str, Any]:
    signed = None
    if employer is not None:
        signed = SignedAccount.objects.filter(employer=employer, ended_on=None).first()
    number = answer(request, "number") or (employer.number if employer else "")
    holder = answer(request, "holder") or (employer.name if employer else "")
    return {
        "title": "银行账户签约",
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "employer": employer,
        "signed": signed,
        "fields": [
            Field("number", "单位账号", value=number, inputmode="numeric"),
            Field(
                "bank",
                "开户银行",
                value=answer(request, "bank"),
                choices=tuple((bank, bank) for bank in BANKS),
            ),
            Field("account", "银行账号", value=answer(request, "account"), inputmode="numeric"),
            Field("holder", "户名", value=holder, hint="须与单位名称一致"),
        ],
    }
