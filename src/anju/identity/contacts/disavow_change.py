"""The old contact says “this was not me”: everything goes back and shuts at once."""

from datetime import datetime
from typing import Any

from anju.audit.record import record
from anju.centers.sealed import keyring
from anju.ground.errors import Refusal
from anju.identity.contacts.offer_disavowal import PROVEN, open_disavowal
from anju.identity.models import Activation, Credential, Disavowal, Holder, Knock, Visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.change_mobile import change_mobile
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.policy.hotline import hotline

BECAUSE = "本人否认变更"


class LinkIsOver(Refusal):
    code = "identity.link_is_over"


def disavow_change(*, token: str, now: datetime) -> None:
    """Put the old mobile back, lock the password, end all visits, hold payouts without end.

    Only the counter opens again, after it has seen the person. Raises LinkIsOver with one
    sentence for a used, late or invented link. (Security B3; tightening is instant.)
    """
    found = open_disavowal(token=token, now=now)
    if found is None:
        raise LinkIsOver(
            "这个链接已经用过、已过 72 小时或不完整。如果变更不是您办理的，"
            f"请立即拨打 {hotline(now=now)}，并带身份证到就近的管理部。"
        )
    found.used_at = now
    found.save(update_fields=["used_at"])
    member = Member.objects.get(pk=found.member_id)
    record(actor="old contact", deed="disavow_change", subject=f"member/{member.pk}")
    hold_payouts(
        member=member, reason=Hold.Reason.DISAVOWED, until=None, now=now, by="old contact"
    )
    _shut_the_door(member, now)
    _put_back(member, found, now)


def _shut_the_door(member: Member, now: datetime) -> None:
    """Nothing that was begun may be finished: no password, visit, start or reset."""
    whose: dict[str, Any] = {"holder": Holder.MEMBER, "holder_id": member.pk}
    # Who has none yet gets a locked one, or the stranger would simply register.
    credential, made = Credential.objects.get_or_create(**whose)
    if made:
        credential.set_unusable_password()
    credential.locked_because = BECAUSE
    credential.save()
    Activation.objects.filter(**whose, used_at=None).update(expires_at=now)
    Knock.objects.filter(**whose, done_at=None).update(expires_at=now)
    end_visits_of(Holder.MEMBER, member.pk, because=Visit.Because.NOT_ALLOWED, now=now)


def _put_back(member: Member, found: Disavowal, now: datetime) -> None:
    before = keyring().unseal(bytes(found.before or b""), purpose="mobile")
    foreign, proven = member.mobile, found.deed == PROVEN
    if foreign != before:
        change_mobile(member=member, mobile=before, proven=proven, by="old contact", now=now)
        # Told without a link: whoever took the number over must not take it again.
        _tell(foreign, "您公积金账户的手机号码变更已被原号码撤销，本号码不再接收通知。", now)
    words = "已恢复您的手机号码、停用网上业务并暂停支付。请带身份证到就近的管理部核实后恢复。"
    _tell(before, words, now)


def _tell(to: str, text: str, now: datetime) -> None:
    write_message(to=to, text=text, kind=Message.Kind.SECURITY, now=now)
