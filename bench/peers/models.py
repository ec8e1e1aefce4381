"""The same books as an ordinary Django project keeps them: the same columns, keys and indexes
as the framework makes them."""

from django.db import models


class Account(models.Model):
    """An account with its balance in the same row."""

    number = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=10)
    opened_on = models.DateField()
    carried_fen = models.BigIntegerField(default=0)
    current_fen = models.BigIntegerField(default=0)
    carried_product = models.BigIntegerField(default=0)
    current_product = models.BigIntegerField(default=0)
    product_on = models.DateField()
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.number

    def receive(self, amount_fen: int, on: object) -> "Posting":
        """Credit the account in memory, and give the unsaved line that says so."""
        days = (on - self.product_on).days
        self.carried_product += self.carried_fen * days
        self.current_product += self.current_fen * days
        self.current_fen += amount_fen
        self.product_on = on
        self.version += 1
        return Posting(
            account=self,
            booked_on=on,
            seq=self.version,
            amount_fen=amount_fen,
            carried_fen=0,
            balance_fen=self.carried_fen + self.current_fen,
        )


class Entry(models.Model):
    """A voucher."""

    kind = models.CharField(max_length=2)
    act = models.CharField(max_length=80, unique=True)
    booked_on = models.DateField()
    value_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=60)
    summary = models.CharField(max_length=200)
    month = models.IntegerField(null=True)
    branch = models.CharField(max_length=40)
    channel = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.act


class Posting(models.Model):
    """One leg of a voucher."""

    account = models.ForeignKey(Account, models.PROTECT)
    entry = models.ForeignKey(Entry, models.PROTECT)
    booked_on = models.DateField()
    seq = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    carried_fen = models.BigIntegerField()
    balance_fen = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount_fen}"
