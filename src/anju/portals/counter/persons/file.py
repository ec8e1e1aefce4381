"""What lies in an open file: who the person is, how his access stands, what can be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from anju.ground.masks import mask_account, mask_identity, mask_mobile, mask_name
from anju.identity.models import Credential, Enrolment, Holder
from anju.payments.cards.lists import live_card
from anju.people.lists import accounts_of
from anju.people.models import Agent, Member, MobileRequest
from anju.people.restraints.holds import open_holds
from anju.portals.counter.persons.opened import PersonRequest


@dataclass(frozen=True)
class Act:
    """Something that can be done for the person, if the table lets the clerk."""

    label: str
    words: str
    icon: str
    route: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse(self.route)


FOR_MEMBERS = (
    Act("网上业务面签", "核对身份证、验证手机，签协议后开通", "signature", "counter:face_sign"),
    Act("重置密码", "发一次性激活码或密封函", "key", "counter:new_password"),
    Act("变更手机", "原号码不能用时，主管复核后生效", "device-mobile", "counter:new_mobile"),
    Act("绑定银行卡", "核对身份证和银行卡，由银行核验", "credit-card", "counter:bank_card"),
    Act("材料", "查看存在材料夹里的证明材料", "folder", "counter:materials"),
    Act("资金保护", "查看和解除暂停支付", "lock", "counter:holds"),
    Act("提取受理", "看能提什么、扫描材料、为本人提交申请", "cash", "counter:intake"),
    Act("登记贷款材料", "偿还贷款提取所凭的贷款，得到材料号", "home", "counter:loan_new"),
    Act("司法冻结", "按协助冻结通知书登记，另一人复核后生效", "gavel", "counter:freeze"),
)
FOR_AGENTS = (
    FOR_MEMBERS[1],
    Act(
        "绑定数字证书", "U-Key 里的证书，登录后可办理业务", "certificate", "counter:certificate"
    ),
)


def file_of(request: PersonRequest, *, whole: bool, now: datetime) -> dict[str, Any]:
    """The facts for the page, masked unless `whole`."""
    person = request.person
    facts = [
        ("姓名", person.name if whole else mask_name(person.name)),
        ("证件号码", _masked(person.identity_number, mask_identity, whole)),
        ("手机号码", _masked(person.mobile, mask_mobile, whole) if person.mobile else "未登记"),
        ("手机验证", "已验证" if person.mobile_proven_at else "未验证"),
    ]
    if isinstance(person, Agent):
        return {"facts": facts, "offices": _offices(person), "acts": FOR_AGENTS}
    waiting = MobileRequest.objects.filter(member_id=person.pk, state="waiting").exists()
    return {
        "facts": [*facts, ("网上业务", _access(person)), ("银行卡", _card(person))],
        "accounts": [
            (
                account.number if whole else mask_account(account.number),
                account.employer.name,
                account.get_state_display(),
            )
            for account in accounts_of(member=person)
        ],
        "holds": list(open_holds(person, now)),
        "mobile_waits": waiting,
        "acts": FOR_MEMBERS,
    }


def _masked(text: str, mask: Any, whole: bool) -> str:
    return text if whole else str(mask(text))


def _card(member: Member) -> str:
    card = live_card(member)
    return f"{card.bank} {card.masked}" if card is not None else "未绑定"


def _access(member: Member) -> str:
    own = {"holder": Holder.MEMBER, "holder_id": member.pk}
    credential = Credential.objects.filter(**own).first()
    if credential is not None and credential.locked_because:
        return f"已停用（{credential.locked_because}）"
    enrolment = Enrolment.objects.filter(**own, ended_at=None).first()
    if enrolment is not None:
        return f"{enrolment.get_way_display()}，{enrolment.at:%Y-%m-%d} 开通"
    return "已开通" if credential is not None else "未开通"


def _offices(agent: Agent) -> list[tuple[str, str, str]]:
    found = agent.appointments.select_related("employer").order_by("-active", "-id")
    return [
        (one.employer.name, one.get_role_display(), "任职" if one.active else "已离任")
        for one in found
    ]
