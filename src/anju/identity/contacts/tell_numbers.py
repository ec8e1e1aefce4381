"""Tells the old and the new number that the one on file has changed."""

from datetime import datetime, timedelta

from anju.ground.identity import mask_mobile
from anju.identity.contacts.end_starts import end_starts
from anju.identity.contacts.offer_disavowal import DAYS, offer_disavowal
from anju.identity.contacts.pages import Pages
from anju.identity.models import Holder
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.change_mobile import MobileChanged
from anju.people.models import Member
from anju.policy.hotline import hotline
from anju.policy.items import CHINA

SECURITY = Message.Kind.SECURITY


def tell_numbers(
    *, member: Member, changed: MobileChanged, pages: Pages, now: datetime
) -> None:
    """Write both messages; the old number's holds the link with which its owner objects.

    The link is the public page's address with a token added. A start sent to the old
    number is over.
    (Security B3: messages to both, 72 hours to say “not me”.)
    """
    end_starts(holder=Holder.MEMBER, holder_id=member.pk, now=now)
    until = (changed.hold.until or now).astimezone(CHINA)
    waits = f"为保护资金，{until:%m-%d %H:%M} 前暂停支付。"
    if changed.before:
        token = offer_disavowal(member=member, changed=changed, now=now)
        write_message(
            to=changed.before,
            text=f"您登记的手机号码已变更为 {mask_mobile(changed.after)}。{waits}"
            f"非您本人办理的，请在 {DAYS * 24} 小时内打开 {pages.disavow}{token} "
            "撤销并停用网上业务。",
            kind=SECURITY,
            now=now,
            lives=timedelta(days=DAYS),
        )
    write_message(
        to=changed.after,
        text=f"本号码已登记为您公积金账户的手机号码。{waits}"
        f"如与您无关，请拨打 {hotline(now=now)}。",
        kind=SECURITY,
        now=now,
    )
