"""The three pages by which an agent registers or resets: who, the code, the new password."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.employers.finish_knock import finish_agent_knock
from anju.identity.employers.knock import AgentFacts, knock_as_agent
from anju.identity.employers.knock_again import knock_again
from anju.identity.employers.open_knock import open_agent_knock, proven_knock
from anju.identity.employers.told import AFTER_PROOF
from anju.identity.knocks.move_knock import move_knock
from anju.identity.models import Knock
from anju.identity.passwords.check_twice import NotTheSameTwice
from anju.policy.hotline import hotline
from anju.policy.rules import value
from anju.policy.shapes import Agreement
from anju.portals.employer.new_password import new_password, password_fields
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.robots import Robot, SpeedBump
from anju.portals.shared.doors.visitors import renew_session, session_of
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.steps import seconds_until, steps_of

PIECE = "pieces/employer/knock.html"
AGAIN_AT = "agent_code_again_at"
STEPS = ("单位和经办人信息", "短信验证", "设置登录密码")


@dataclass(frozen=True)
class Errand:
    """What somebody came for, its words and its pages."""

    kind: Knock.Kind
    title: str
    done: str
    route: str
    asks_mobile: bool
    agreement: bool = False

    def url(self, step: str = "") -> str:
        """The page of a step: the first, `code`, `password` or `done`."""
        return reverse(f"employer:{self.route}{f'_{step}' if step else ''}")


View = Callable[[HttpRequest], HttpResponse]


def pages_of(errand: Errand) -> tuple[View, View, View, View]:
    """The views of an errand in their order: ask, code, password, done."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def ask(request: HttpRequest) -> HttpResponse:
        return _ask(request, errand)

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def code(request: HttpRequest) -> HttpResponse:
        return _code(request, errand)

    @never_cache
    @sensitive_post_parameters("password", "again")
    @require_http_methods(["GET", "HEAD", "POST"])
    def password(request: HttpRequest) -> HttpResponse:
        return _password(request, errand)

    @never_cache
    @require_http_methods(["GET", "HEAD"])
    def done(request: HttpRequest) -> HttpResponse:
        context = {
            "title": errand.done,
            "words": "新的登录密码已经生效，其他设备上的登录都已退出。",
            "more": "我们已发短信告知您在中心登记的手机；如果不是您本人办理的，"
            f"请立即拨打 {hotline(now=timezone.now())}。",
            "next_url": reverse("employer:sign_in"),
            "next_label": "去登录",
        }
        return page(request, "pieces/employer/done.html", context)

    return ask, code, password, done


def _ask(request: HttpRequest, errand: Errand) -> HttpResponse:
    refusal: Refusal | None = None
    who = answer(request, "identity_number")[:40]
    bump = SpeedBump(request, form=f"agent_{errand.kind}", name=who)
    if request.method == "POST":
        facts = AgentFacts(
            employer=answer(request, "employer"),
            identity_number=answer(request, "identity_number"),
            mobile=answer(request, "mobile") if errand.asks_mobile else None,
        )
        try:
            bump.check()
            again_at = knock_as_agent(
                kind=errand.kind, facts=facts, agreement=_version(errand), **_place(request)
            )
        except Refusal as refused:
            refusal = refused
        else:
            # Every knock counts, right or wrong: nobody may see which it was.
            bump.failed()
            request.session[AGAIN_AT] = again_at.isoformat()
            return HttpResponseRedirect(errand.url("code"))
    context = {"fields": _facts(request, errand), "robot": _due(bump)}
    return _shown(request, errand, 1, context, refusal)


def _agreement(errand: Errand) -> Agreement | None:
    """What one agrees to with the first press; who resets has agreed when he registered."""
    if not errand.agreement:
        return None
    found: Agreement = value("identity.agreement_employer", on=business_day())
    return found


def _version(errand: Errand) -> str:
    found = _agreement(errand)
    return found.version if found is not None else ""


def _due(bump: SpeedBump) -> Robot | None:
    """No manual names the field here, so it stands there only when it is due."""
    robot = bump.shown()
    return robot if robot is not None and robot.puzzle else None


def _code(request: HttpRequest, errand: Errand) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if "resend" in request.POST:
                again_at = knock_again(kind=errand.kind, **_place(request))
                request.session[AGAIN_AT] = again_at.isoformat()
                return HttpResponseRedirect(errand.url("code"))
            _open(request, errand)
            return HttpResponseRedirect(errand.url("password"))
        except Refusal as refused:
            refusal = refused
    field = Field(
        "code",
        "短信验证码",
        autocomplete="one-time-code",
        inputmode="numeric",
        extra="w-code",
        hint="6 位数字，5 分钟内有效",
    )
    context = {
        "fields": [field],
        "code_step": True,
        "seconds": seconds_until(request.session.get(AGAIN_AT), now=timezone.now()),
    }
    return _shown(request, errand, 2, context, refusal)


def _open(request: HttpRequest, errand: Errand) -> None:
    """Prove by the code; from here on the session has another name, so nobody rides along."""
    proven = open_agent_knock(
        kind=errand.kind,
        session=session_of(request),
        typed=answer(request, "code")[:12],
        now=timezone.now(),
    )
    move_knock(knock=proven, session=renew_session(request))


def _password(request: HttpRequest, errand: Errand) -> HttpResponse:
    refusal: Refusal | None = None
    now, session = timezone.now(), session_of(request)
    try:
        proven_knock(kind=errand.kind, session=session, now=now)
        if request.method == "POST":
            finish_agent_knock(
                kind=errand.kind, session=session, password=new_password(request), now=now
            )
            return HttpResponseRedirect(errand.url("done"))
    except Refusal as refused:
        refusal = refused
    wrong = "again" if isinstance(refusal, NotTheSameTwice) else ""
    context = {"fields": password_fields(wrong), "over": isinstance(refusal, AFTER_PROOF)}
    return _shown(request, errand, 3, context, refusal)


def _facts(request: HttpRequest, errand: Errand) -> list[Field]:
    fields = [
        Field(
            "employer",
            "单位信息",
            value=answer(request, "employer")[:40],
            hint="单位账号或统一社会信用代码",
            autocomplete="off",
        ),
        Field(
            "identity_number",
            "经办人证件号码",
            value=answer(request, "identity_number")[:40],
            autocomplete="off",
        ),
    ]
    mobile = Field(
        "mobile",
        "经办人手机号",
        value=answer(request, "mobile")[:40],
        hint="在中心登记的号码，验证码只发到这个号码",
        type="tel",
        autocomplete="tel-national",
        inputmode="numeric",
    )
    return [*fields, mobile] if errand.asks_mobile else fields


def _place(request: HttpRequest) -> dict[str, Any]:
    return {
        "session": session_of(request),
        "address": address_of(request),
        "today": business_day(),
        "now": timezone.now(),
    }


def _shown(
    request: HttpRequest,
    errand: Errand,
    step: int,
    context: dict[str, Any],
    refusal: Refusal | None,
) -> HttpResponse:
    known = {
        "title": errand.title,
        "steps": steps_of(STEPS, here=step),
        "agreement": _agreement(errand) if step == 1 else None,
        "start_url": errand.url(),
        "sign_in_url": reverse("employer:sign_in"),
        "password_step": step == len(STEPS),
        "submit": "提交" if step > 1 else "获取短信验证码",
        "refusal": refusal,
    }
    return page(request, PIECE, {**known, **context}, status=REFUSED if refusal else 200)
