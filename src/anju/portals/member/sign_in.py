"""Sign-in of a member, with what his city asks for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.claims import Claim
from anju.identity.sign_in import ask_sign_in_code, sign_in_member
from anju.policy.rules import value
from anju.portals.member.first_password import begin
from anju.portals.member.wizard.links import beside_sign_in
from anju.portals.shared.doors.gate import GateWords, address_of, gate
from anju.portals.shared.doors.robots import SpeedBump
from anju.portals.shared.doors.visitors import session_of, way_on, welcome
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.steps import seconds_until

NAMES = {"identity": "身份证号", "account": "个人账号", "mobile": "手机号码"}
LONGEST_SHOWN = 40
WORDS = GateWords(
    lede="查余额、查每一笔明细，在家就能办。",
    points=(
        ("wallet", "几个账户、余额和缴至年月一眼看清"),
        ("list-details", "每一笔汇缴、补缴、结息都查得到"),
        ("device-mobile", "电脑和手机用同一个账号"),
    ),
    help="忘记密码或手机已换号，也可以带身份证到就近的管理部办理。",
)


class NotFilled(Refusal):
    code = "portals.not_filled"


@dataclass
class Attempt:
    """One press of a button: what the city asks, what was typed, what came of it."""

    request: HttpRequest
    form: Any
    ways: tuple[str, ...]
    claim: Claim
    again_at: datetime | None = None

    @property
    def chosen(self) -> str:
        """Which of the ways was chosen, where the form lets choose."""
        chosen = answer(self.request, "by")
        return chosen if chosen in self.ways else self.ways[0]

    @property
    def chooses(self) -> bool:
        """Whether the form asks which name it is that is typed. (N-05.)"""
        return bool(self.form.code) and len(self.ways) > 1


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """个人登录: the names the city takes and 密码, where it insists 手机验证码 as well."""
    attempt = _read(request)
    bump = SpeedBump(request, form="member_sign_in", name=attempt.claim.about)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _check_filled(attempt)
            bump.check()
            if attempt.form.code and answer(request, "press") == "code":
                _send_code(attempt)
            else:
                return _come_in(attempt)
        except NotFilled as empty:
            refusal = empty
        except Refusal as refused:
            bump.failed()
            refusal = refused
    return gate(
        request,
        title="个人密码登录",
        words=WORDS,
        fields=_fields(attempt),
        refusal=refusal,
        beside=beside_sign_in(business_day()),
        more={"robot": bump.shown(), **_more(attempt)},
    )


def _read(request: HttpRequest) -> Attempt:
    today = business_day()
    claim = Claim(
        name=answer(request, "name"),
        password=request.POST.get("password", ""),
        mobile=answer(request, "mobile"),
        code=answer(request, "code"),
    )
    form = value("identity.member_sign_in_form", on=today)
    return Attempt(request, form, tuple(value("identity.member_sign_in", on=today)), claim)


def _check_filled(attempt: Attempt) -> None:
    """What is plainly missing is said at once and counts as no try."""
    form, claim = attempt.form, attempt.claim
    asks_code = form.code and answer(attempt.request, "press") == "code"
    asked = [(claim.name, form.name), *([(claim.mobile, "预留手机号")] if form.code else [])]
    if not asks_code:
        asked += [(claim.code, "手机验证码")] if form.code else []
        asked += [(claim.password, form.password)]
    missing = [label for typed, label in asked if not typed]
    if missing:
        raise NotFilled(f"请填写{'、'.join(missing)}。")


def _send_code(attempt: Attempt) -> None:
    request = attempt.request
    attempt.again_at = ask_sign_in_code(
        claim=attempt.claim,
        ways=(attempt.chosen,) if attempt.chooses else attempt.ways,
        session=session_of(request),
        address=address_of(request),
        now=timezone.now(),
    )


def _come_in(attempt: Attempt) -> HttpResponse:
    request = attempt.request
    entry = sign_in_member(
        claim=attempt.claim,
        ways=(attempt.chosen,) if attempt.chooses else attempt.ways,
        coded=attempt.form.code,
        session=session_of(request),
        address=address_of(request),
        now=timezone.now(),
    )
    if entry.activated:
        return begin(request, member=entry.member, typed=attempt.claim.password)
    welcome(request, kind="member", key=entry.member.pk, strength=entry.strength)
    return HttpResponseRedirect(way_on(request, reverse("member:home")))


def _fields(attempt: Attempt) -> list[Field]:
    form, claim = attempt.form, attempt.claim
    shown = claim.name[:LONGEST_SHOWN]
    fields = [Field("name", form.name, value=shown, autocomplete="username")]
    if form.code:
        mobile = claim.mobile[:LONGEST_SHOWN]
        fields += [
            Field("mobile", "预留手机号", mobile, "tel", autocomplete="tel", inputmode="tel"),
            Field("code", "手机验证码", type="code", hint="6 位数字，5 分钟内有效"),
        ]
    return [
        *fields,
        Field("password", form.password, type="password", autocomplete="current-password"),
    ]


def _more(attempt: Attempt) -> dict[str, Any]:
    choices = tuple((way, NAMES[way]) for way in attempt.ways)
    return {
        "submit": attempt.form.submit,
        "choice": Field("by", "用什么登录", value=attempt.chosen, choices=choices)
        if attempt.chooses
        else None,
        "code_button": "获取验证码" if attempt.form.code else "",
        "seconds": seconds_until(attempt.again_at, now=timezone.now()),
        "sent": attempt.again_at is not None,
    }
