"""The rows of the ledger; amounts are fen, credits positive."""

from django.db import models
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.ledger.kinds import Kind


class Account(models.Model):
    """An account (分户账); ids under 10,000 are the fund's own and keep no balance."""

    id = models.BigIntegerField(primary_key=True)
    subject = models.CharField("科目", max_length=8)
    number = models.CharField("账号", max_length=30)
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"], name="ledger_account_number_once"
            )
        ]


class Balance(models.Model):
    """What one account holds: 上年结转 and 当年归集, each with its day-product (积数)."""

    account = models.OneToOneField(
        Account, models.DO_NOTHING, primary_key=True, db_constraint=False
    )
    carried_fen = models.BigIntegerField(default=0)
    current_fen = models.BigIntegerField(default=0)
    carried_product = models.BigIntegerField(default=0)
    current_product = models.BigIntegerField(default=0)
    product_on = models.DateField()
    version = models.BigIntegerField(default=0)
    # What applications and freezes keep in place: no posting may reach into it.
    held_fen = models.BigIntegerField("冻结额", default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_fen__gte=0)
                & models.Q(carried_fen__gte=models.F("held_fen") - models.F("current_fen")),
                name="ledger_held_stays",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_fen__gte=0), name="ledger_carried_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(current_fen__gte=0), name="ledger_current_not_negative"
            ),
        ]

    @property
    def fen(self) -> int:
        """Both buckets together, in fen."""
        return self.carried_fen + self.current_fen

    @property
    def free_fen(self) -> int:
        """What nothing keeps in place, in fen (可用余额)."""
        return self.fen - self.held_fen


class Entry(models.Model):
    """A voucher (凭证): one deed, booked once; its legs are its postings."""

    kind = models.CharField("业务类型", max_length=2, choices=Kind)
    act = models.CharField("业务流水", max_length=80)
    booked_on = models.DateField("会计日")
    value_on = models.DateField("起息日")
    recorded_at = models.DateTimeField("记账时间", db_default=Now())
    actor = models.CharField("经办", max_length=60)
    summary = models.CharField("摘要", max_length=200)
    month = MonthField("汇缴年月", null=True)
    branch = models.CharField("机构", max_length=40)
    channel = models.CharField("渠道", max_length=2)
    reverses = models.OneToOneField(
        "self", models.DO_NOTHING, null=True, related_name="reversal"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "act"], name="ledger_act_once")]


class Posting(models.Model):
    """One leg of an entry (分录): a credit is positive, a debit negative; never changed."""

    pk = models.CompositePrimaryKey("account_id", "booked_on", "seq")
    account = models.ForeignKey(
        Account, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="postings"
    )
    booked_on = models.DateField("会计日")
    seq = models.BigIntegerField()
    entry = models.ForeignKey(
        Entry, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="postings"
    )
    amount_fen = models.BigIntegerField()
    carried_fen = models.BigIntegerField()
    balance_fen = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "ledger_posting"


class Chunk(models.Model):
    """A part of a mass deed: which accounts, and by which entry it was done."""

    run = models.CharField(max_length=60)
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    entry = models.OneToOneField(Entry, models.DO_NOTHING, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "lo"], name="ledger_chunk_once")]


class Hold(models.Model):
    """Money of an account that an act keeps in place, until it is released; never edited."""

    act = models.CharField("业务流水", max_length=80)
    account = models.ForeignKey(
        Account, models.DO_NOTHING, db_constraint=False, related_name="holds"
    )
    amount_fen = models.BigIntegerField("冻结额")
    why = models.CharField("事由", max_length=200)
    placed_on = models.DateField("冻结日期")
    released_on = models.DateField("解冻日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act"], name="ledger_hold_once"),
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="ledger_hold_positive"
            ),
        ]
