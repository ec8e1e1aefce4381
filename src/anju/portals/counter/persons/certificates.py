"""绑定数字证书 at the counter, for an agent whose file lies open (C-24)."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.counter.bind_at_counter import LARGEST, bind_at_counter
from anju.people.models import Agent
from anju.portals.counter.forms import CARD, Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.shared.fields import Field, answer

BACK = "counter:person_file"
POINTS = (
    "证书须由 CA 机构为本单位、本人签发",
    "只需公钥证书文件，不要交出私钥和口令",
    "经办人会收到短信",
)


@with_person("agent")
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: PersonRequest) -> HttpResponse:
    """单位账号 and the certificate's file."""
    deed = Deed(
        title="绑定数字证书",
        lede="经办人本人到场，凭身份证和 U-Key 办理",
        points=POINTS,
        person=banner(request.person),
        fields=[
            Field(
                "number",
                "单位账号",
                value=answer(request, "number"),
                inputmode="numeric",
                autocomplete="off",
            ),
            Field("file", "证书文件", type="file", hint="从 U-Key 导出，.cer、.crt 或 .pem"),
        ],
        checks=[CARD],
        buttons=[Button("绑定")],
        more={"upload": True},
    )
    if request.method == "POST":
        try:
            with transaction.atomic():
                deed.done = _bind(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed, back=BACK)


def _bind(request: PersonRequest) -> Done:
    agent, file = request.person, request.FILES.get("file")
    if not isinstance(agent, Agent):
        raise TypeError("the file of an agent is asked for")
    bound = bind_at_counter(
        agent=agent,
        employer_number=answer(request, "number"),
        content=file.read(LARGEST + 1) if file is not None else b"",
        card_checked=bool(answer(request, "card")),
        by=request.staff,
        now=timezone.now(),
    )
    return Done(
        title="绑定完成",
        sentence="经办人可以用这张证书登录单位网厅。",
        facts=(
            ("颁发者", bound.issuer),
            ("序列号", bound.serial),
            ("有效期至", f"{bound.valid_until:%Y-%m-%d}"),
        ),
        again=("返回资料", BACK),
    )
