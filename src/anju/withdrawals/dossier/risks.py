"""Signs of fraud (骗提预警): told to people, nobody is refused."""

from __future__ import annotations

from datetime import timedelta

from anju.cases.findings import Finding
from anju.documents.materials.look_alikes import look_alikes
from anju.documents.materials.tell_centers import used_elsewhere
from anju.people.models import AccountEvent, Hold, Member
from anju.policy.items import CHINA
from anju.withdrawals.dossier.keep_materials import materials_of
from anju.withdrawals.models import Withdrawal

FRESH_DAYS = 90
CROWD = 5
FRESH_MOBILE_DAYS = 30
CROWD_OF_A_MOBILE = 4


def risks_of(withdrawal: Withdrawal) -> list[Finding]:
    """Every sign found, explained; an empty list is the common case (C3.5, security A4)."""
    return [
        *_same_home(withdrawal),
        *_same_papers(withdrawal),
        *_papers_elsewhere(withdrawal),
        *_short_lived(withdrawal),
        *_fresh_mobile(withdrawal),
        *_shared_mobile(withdrawal),
        *_heir_of_others(withdrawal),
    ]


def _same_home(withdrawal: Withdrawal) -> list[Finding]:
    if withdrawal.home_index is None:
        return []
    numbers = _of_others(withdrawal, home_index=withdrawal.home)
    title = "同一合同或文件有他人用过"
    return _named("F01", title, numbers, "夫妻可以各自提取，其他人使用同一合同须核实")


def _same_papers(withdrawal: Withdrawal) -> list[Finding]:
    return [
        _risk(
            "F02",
            "材料与他人或以前的相似",
            alike.sentence,
            "同一文件、发票不应出现在两件办件里",
        )
        for material in materials_of(withdrawal)
        for alike in look_alikes(material)
    ]


def _papers_elsewhere(withdrawal: Withdrawal) -> list[Finding]:
    """What another center has used: where and when, and nothing of whom it was for."""
    return [
        _risk(
            "F07",
            "材料在另一个中心出现过",
            sight.sentence,
            "凭参考号向该中心核实；家人可以在两地各自使用同一合同",
        )
        for material in materials_of(withdrawal)
        for sight in used_elsewhere(material)
    ]


def _short_lived(withdrawal: Withdrawal) -> list[Finding]:
    """A crowd of short-lived accounts with one employer: opened, sealed, taken out."""
    if withdrawal.mode != Withdrawal.Mode.CLOSING:
        return []
    account = withdrawal.account
    since = withdrawal.applied_on - timedelta(days=FRESH_DAYS)
    if account.opened_on < since - timedelta(days=FRESH_DAYS):
        return []
    sealed = AccountEvent.objects.filter(
        employer=account.employer_id, kind=AccountEvent.Kind.SEALED, happened_on__gte=since
    )
    fresh = sealed.filter(account__opened_on__gte=since - timedelta(days=FRESH_DAYS))
    crowd = fresh.values("account").distinct().count()
    if crowd < CROWD:
        return []
    return [
        _risk(
            "F03",
            "单位短期内集中开户又封存",
            f"{account.employer.name} 近期有 {crowd} 个新开账户已封存",
            "须核实劳动关系是否真实",
        )
    ]


def _fresh_mobile(withdrawal: Withdrawal) -> list[Finding]:
    """After a change of telephone: who holds it now may not be whom the money is for."""
    since = withdrawal.applied_at - timedelta(days=FRESH_MOBILE_DAYS)
    changed = (
        Hold.objects.filter(
            member=withdrawal.receiver.pk,
            reason=Hold.Reason.MOBILE_CHANGED,
            since__gte=since,
        )
        .order_by("-id")
        .first()
    )
    if changed is None:
        return []
    return [
        _risk(
            "F04",
            "变更手机号码后不久申请",
            f"{changed.since.astimezone(CHINA):%Y-%m-%d} 变更手机号码",
            f"变更 {FRESH_MOBILE_DAYS} 天内的提取须核实是本人申请",
        )
    ]


def _shared_mobile(withdrawal: Withdrawal) -> list[Finding]:
    """One telephone that speaks for many people; a family of three is none of that."""
    index = withdrawal.receiver.mobile_index
    if not index:
        return []
    sharing = Member.objects.filter(mobile_index=bytes(index)).count()
    if sharing < CROWD_OF_A_MOBILE:
        return []
    return [
        _risk(
            "F05",
            "多人使用同一手机号码",
            f"这个手机号码登记在 {sharing} 人名下",
            "一个手机号码不应为多人办理提取",
        )
    ]


def _heir_of_others(withdrawal: Withdrawal) -> list[Finding]:
    """One heir for several dead members: parents may die together, strangers do not."""
    if withdrawal.payee_id is None:
        return []
    numbers = _of_others(withdrawal, payee=withdrawal.payee_id)
    title = "领款人还领取过其他人的公积金"
    return _named("F06", title, numbers, "须核实与每一位缴存人的继承关系")


def _of_others(withdrawal: Withdrawal, **alike: object) -> list[str]:
    """The first numbers of what other members withdraw or withdrew with the same of it."""
    counted = Withdrawal.objects.filter(state__in=Withdrawal.COUNTS, **alike)
    others = counted.exclude(member=withdrawal.member_id).order_by("id")
    return list(others.values_list("number", flat=True)[:CROWD])


def _named(number: str, title: str, numbers: list[str], requirement: str) -> list[Finding]:
    return [_risk(number, title, "、".join(numbers), requirement)] if numbers else []


def _risk(number: str, title: str, yours: str, requirement: str) -> Finding:
    return Finding(
        number, title, yours, requirement, "risk", None, "由审核人员核实，不自动拒绝。"
    )
