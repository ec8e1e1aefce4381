"""Tells a member that a card has been bound: in his inbox, and on the number on file."""

from anju.notices.models import Message, Notice
from anju.notices.push_notices import push_notice
from anju.notices.write_message import write_message
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.hotline import hotline
from anju.policy.items import CHINA
from anju.policy.shapes import Channel

BUSINESS = "绑定银行卡"


def tell_card(*, member: Member, card: MemberCard, before: MemberCard | None) -> None:
    """Write both; the text message goes to the mobile that was on file all along.

    It is a security message: whoever has ended business messages gets it as well.
    (Security 2.1 item 36, B2.)
    """
    now = card.verified_at
    what = f"您已绑定尾号 {card.number[-4:]} 的银行卡（{card.bank}）"
    if before is not None:
        what += f"，原来尾号 {before.number[-4:]} 的卡已解除"
    since = card.usable_from.astimezone(CHINA)
    usable = "现在可以" if card.usable_from <= now else f"{since:%m-%d %H:%M} 起可以"
    text = f"{what}，{usable}用于提取收款。如非本人操作，请立即拨打 {hotline(now=now)}。"
    push_notice(
        notice=Notice(
            recipient=member.pk,
            business=BUSINESS,
            text=text,
            channel=Channel(card.bound_in).chinese,
            source=f"card/{card.pk}",
        )
    )
    write_message(to=member.mobile, text=text, kind=Message.Kind.SECURITY, now=now)
