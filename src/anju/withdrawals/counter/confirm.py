"""How somebody at the counter confirms what is handed in for him (本人确认)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anju.documents.materials.add_file import add_file
from anju.documents.materials.kinds import Kind
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.ground.errors import Refusal
from anju.identity.passwords.pin import check_pin
from anju.people.models import Member

COUNTER = "counter"
FORM = "提取申请表"
MENDING_FORM = "提取补正申请表"


class NotConfirmed(Refusal):
    code = "withdrawals.not_confirmed"


@dataclass(frozen=True)
class Confirmation:
    """How it was confirmed: the member's payment password, or a form signed and scanned.

    An heir signs: the dead member's password proves nothing about him.
    `form` is the number printed on the form, by which it is known to say what is handed in.
    """

    card_checked: bool
    form: str
    pin: str = ""
    signed_name: str = ""
    signed: bytes = b""

    @property
    def way(self) -> str:
        """As the trail names it."""
        return "pin" if self.pin else "signed_form"


def check_confirmed(
    *,
    confirmed: Confirmation,
    form: str,
    member: Member,
    heir: Member | None,
    now: datetime,
) -> None:
    """Let it be handed in if it is confirmed as the form of this number says it.

    A wrong payment password counts, so this is no part of a transaction. Raises NotConfirmed,
    and as `check_pin`.
    """
    if confirmed.form != form:
        raise NotConfirmed("填写的内容与本人看到的申请表不一样，请重新打印申请表给本人确认。")
    if heir is not None:
        if confirmed.pin or not confirmed.signed:
            raise NotConfirmed(
                "继承提取由继承人在申请表上签名确认，不用缴存人的支付密码。请签名后扫描上传。"
            )
    elif confirmed.pin:
        check_pin(member_id=member.pk, pin=confirmed.pin, now=now)
    elif not confirmed.signed:
        raise NotConfirmed("请本人在密码键盘上输入支付密码，或在申请表上签名后扫描上传。")


def keep_form(
    *,
    confirmed: Confirmation,
    member: Member,
    heir: Member | None,
    now: datetime,
    called: str = FORM,
) -> Material:
    """Keep the signed form as a material of the member's. Raises as `add_file`."""
    title = f"{called}（{'继承人' if heir else '本人'}签名）"
    material = make_material(
        member=member,
        kind=Kind.OTHER,
        typed={"about": f"{title}，编号 {confirmed.form}"},
        channel=COUNTER,
        title=f"{title} {confirmed.form}",
    )
    add_file(material=material, name=confirmed.signed_name, content=confirmed.signed, now=now)
    return material
