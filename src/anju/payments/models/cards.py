"""The bank cards to which money is paid out."""

from django.db import models
from django.db.models import F, Q

from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.ground.masks import mask_card
from anju.people.models import Member
from anju.policy.shapes import Channel


class MemberCard(Sealed):
    """A member's own bank card (绑定的银行卡), as the bank has confirmed it.

    It is ended, never deleted. `usable_from` is when money may first be paid to it.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="cards")
    bank_code = models.CharField("银行代码", max_length=3)
    bank = models.CharField("开户银行", max_length=60)
    number = SealedField("卡号", purpose="card")
    number_index = IndexField(of="number", purpose="card")
    holder = models.CharField("持卡人", max_length=50)
    bound_in = models.CharField(
        "绑定渠道", max_length=8, choices=[(one.value, one.chinese) for one in Channel]
    )
    bound_by = models.CharField("经办", max_length=60)
    # The bank's own number of its confirmation (核验流水).
    reference = models.CharField("核验流水", max_length=40)
    verified_at = models.DateTimeField("核验时间")
    usable_from = models.DateTimeField("可用时间")
    ended_at = models.DateTimeField("解绑时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at=None), name="payments_one_live_card"
            ),
            models.UniqueConstraint(
                fields=["number_index"],
                condition=Q(ended_at=None),
                name="payments_card_of_one_member",
            ),
            models.CheckConstraint(
                condition=Q(usable_from__gte=F("verified_at")),
                name="payments_card_verified_first",
            ),
        ]

    @property
    def masked(self) -> str:
        """Its last four places: ****8821."""
        return mask_card(self.number)
