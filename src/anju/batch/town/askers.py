"""People of the town who have not registered: with them one walks the registration pages."""

from django.db.models import QuerySet

from anju.identity.models import Enrolment, Holder
from anju.people.models import FundAccount, Member

OPEN = (FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN)


def askers_of() -> list[dict[str, str]]:
    """One person of each case the current center has, and how the case ends."""
    strangers = _strangers()
    in_service = strangers.filter(accounts__state__in=OPEN)
    closed = strangers.exclude(accounts__state__in=OPEN).exclude(mobile_index=None)
    found = {
        "可以注册": in_service.exclude(mobile_index=None).first(),
        "没有登记手机": in_service.filter(mobile_index=None).first(),
        "已销户，不能注册": closed.first(),
    }
    return [_page_of(about, member) for about, member in found.items() if member is not None]


def _strangers() -> QuerySet[Member]:
    registered = Enrolment.objects.filter(holder=Holder.MEMBER, ended_at=None)
    keys = registered.values_list("holder_id", flat=True)
    return Member.objects.exclude(pk__in=list(keys)).order_by("id")


def _page_of(about: str, member: Member) -> dict[str, str]:
    return {
        "about": about,
        "identity_number": member.identity_number,
        "name": member.name,
        "mobile": member.mobile,
    }
