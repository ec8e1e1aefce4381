"""离任交接 at the counter: for employers whose agents hold no certificate (C4)."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.centers.sealed import index_of
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.ground.masks import mask_name
from anju.identity.employers.relieve_agent import relieve_agent
from anju.people.models import Appointment, Employer
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.units.asked import own_employer
from anju.portals.shared.fields import Field, answer

CHECKS = [("letter", "已收加盖公章的交接函"), ("card", "已核对接手人身份证原件")]
POINTS = (
    "接手人须是本单位在任的经办人或复核人；没有的，先办理经办人登记",
    "离任人员的登录和数字证书绑定立即失效",
    "双方和单位其他办事人员都会收到短信",
)
QUESTIONS = (
    ("number", "单位账号"),
    ("left", "离任人员证件号码"),
    ("successor", "接手人证件号码"),
)


class LetterMissing(Refusal):
    code = "portals.letter_missing"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def agents_leave(request: StaffRequest) -> HttpResponse:
    """Who leaves, and who takes over."""
    deed = Deed(
        title="离任交接",
        lede="单位办事人员离任，由在任人员接手",
        fields=[
            Field(name, label, value=answer(request, name)[:40], autocomplete="off")
            for name, label in QUESTIONS
        ],
        checks=CHECKS,
        buttons=[Button("办理交接")],
        points=POINTS,
    )
    if request.method == "POST":
        try:
            with transaction.atomic():
                deed.done = _hand_over(request)
        except Refusal as refused:
            deed.refusal = refused
    return show(request, deed)


def _hand_over(request: StaffRequest) -> Done:
    if not all(answer(request, name) for name, _ in CHECKS):
        raise LetterMissing("请核对交接函和接手人身份证原件，逐项勾选后再提交。")
    employer = own_employer(answer(request, "number"))
    done = relieve_agent(
        left=_serving(employer, answer(request, "left")),
        successor=_serving(employer, answer(request, "successor")),
        employer_id=employer.pk,
        today=request.today,
        now=timezone.now(),
        by=actor_of(request.staff),
    )
    return Done(
        title="交接完成",
        sentence="离任人员的登录已经失效，双方和单位其他办事人员会收到短信。",
        facts=(
            ("单位", employer.name),
            ("离任人员", mask_name(done.left.agent.name)),
            ("接手人", mask_name(done.successor.agent.name)),
        ),
        again=("再办一笔", "counter:agents_leave"),
    )


def _serving(employer: Employer, identity_number: str) -> int:
    """The appointment in office of this person here, or 0, which the verb refuses."""
    index = index_of(normalise(identity_number[:40]).upper(), purpose="identity")
    found = Appointment.objects.filter(employer=employer, active=True)
    return found.filter(agent__identity_index=index).values_list("pk", flat=True).first() or 0
