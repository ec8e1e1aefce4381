"""个人网上业务面签 (N-02, N-05): the card, the phone, the agreement, a start of one's own."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.documents.paper import Paper, render_paper
from anju.ground.errors import Refusal
from anju.ground.identity import check_mobile, normalise
from anju.identity.counter.face_sign import Signed, Signing, check_may_sign, face_sign
from anju.identity.counter.open_person import show_whole
from anju.identity.counter.prove_phone import ask_phone, prove_phone
from anju.identity.models import Enrolment, Holder
from anju.people.models import Member
from anju.policy.rules import value
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.printing import PRINTED, as_attachment, print_for
from anju.portals.shared.contact_pages import pages_of, place_of
from anju.portals.shared.fields import Field, answer

BACK = "counter:person_file"
WAYS = (("sms", "短信发到刚验证的手机"), ("slip", "打印密封函，当面交给本人"))
WORDS = "用于柜面面签开通网上业务"
POINTS = (
    "请本人出示身份证原件，当面核对",
    "验证码发到本人手机，由本人读出",
    "激活码只有本人能看到，您不会看到",
    "开通后 72 小时内暂停网上提取",
)


class NothingSigned(Refusal):
    code = "portals.nothing_signed"


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def face_sign_page(request: PersonRequest) -> HttpResponse:
    """面签: the code is sent to the phone on the counter, then everything is done at once."""
    deed = Deed(
        title="个人网上业务面签",
        lede="本人到场，核对身份证，签订协议后开通网上业务",
        points=POINTS,
        person=banner(request.person),
    )
    try:
        check_may_sign(member=_member(request), by=request.staff)
        if request.method == "POST":
            _step(request, deed)
    except Refusal as refused:
        deed.refusal = refused
    if deed.done is None:
        _ask(request, deed)
    return show(request, deed, back=BACK)


@with_person("member")
@require_POST
def face_sign_paper(request: PersonRequest) -> HttpResponse:
    """打印面签协议: with whole numbers, so it is recorded as a look at them."""
    member, now = _member(request), timezone.now()
    own = {"holder": Holder.MEMBER, "holder_id": member.pk}
    signed = Enrolment.objects.filter(**own, way="counter", ended_at=None).first()
    if signed is None:
        refusal = NothingSigned("本人还没有面签，没有协议可以打印。")
        return show(request, Deed("面签协议", "", refusal=refusal), back=BACK)
    show_whole(by=request.staff, opened=request.opened, now=now)
    agreement = value("identity.agreement", on=request.today)
    paper = Paper(
        title=str(agreement.title),
        number=f"XY{signed.pk:010d}",
        facts=[
            ("姓名", member.name),
            ("证件号码", member.identity_number),
            ("手机号码", member.mobile),
            ("协议版本", signed.agreement),
            ("办理柜台", f"{request.staff.branch} {request.staff.name}"),
        ],
        clauses=[str(clause) for clause in agreement.clauses],
        signatures=["本人签名", "经办柜员"],
    )
    return as_attachment(render_paper(paper, now=now), f"XY{signed.pk:010d}.pdf")


def _step(request: PersonRequest, deed: Deed) -> None:
    member, now, place = _member(request), timezone.now(), place_of(request)
    mobile = check_mobile(normalise(answer(request, "mobile")))
    check_may_sign(member=member, mobile=mobile, by=request.staff)
    if answer(request, "step") == "send":
        ask_phone(member=member, mobile=mobile, place=place, words=WORDS, now=now)
        deed.said = "验证码已发到这部手机，请本人查看短信后读给您。"
        return
    proven = prove_phone(
        member=member, mobile=mobile, place=place, typed=answer(request, "code"), now=now
    )
    signed = face_sign(
        member=member,
        signing=Signing(bool(answer(request, "card")), proven, answer(request, "way")),
        by=request.staff,
        pages=pages_of(request),
        now=now,
    )
    deed.done = _done(request, signed)


def _done(request: PersonRequest, signed: Signed) -> Done:
    start = "激活码已发到本人刚验证的手机，30 分钟内有效。"
    if signed.slip is not None:
        start = PRINTED.format(number=print_for(signed.slip, "个人网上业务首次登录"))
    return Done(
        title="面签完成，网上业务已开通",
        sentence=f"{start}请本人在网厅登录页用激活码设置自己的密码，再重新登录。",
        facts=(
            ("业务流水号", signed.number),
            ("协议版本", signed.enrolment.agreement),
            ("经办", request.staff.name),
        ),
        papers=(("打印面签协议", reverse("counter:face_sign_paper")),),
        again=("返回个人资料", BACK),
    )


def _ask(request: PersonRequest, deed: Deed) -> None:
    deed.fields = [
        Field(
            "mobile",
            "本人手机号码",
            value=answer(request, "mobile"),
            hint="放在柜台上的这部手机，马上要收验证码",
            inputmode="numeric",
            autocomplete="off",
        ),
        Field(
            "code",
            "本人读出的验证码",
            value="",
            inputmode="numeric",
            autocomplete="off",
            extra="w-month",
        ),
        Field("way", "激活码交付方式", value=answer(request, "way") or "sms", choices=WAYS),
    ]
    deed.checks = [CARD]
    deed.buttons = [Button("发送验证码", "send", plain=True), Button("完成面签", "done")]


def _member(request: PersonRequest) -> Member:
    if not isinstance(request.person, Member):
        raise TypeError("the file of a member is asked for")
    return request.person
