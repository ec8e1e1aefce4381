"""Addresses under which a calendar is read without signing in."""

from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """A calendar's address given to one appointment (日历订阅); only the token's hash is kept.

    Whoever holds the address reads when an employer must do what, and nothing about persons.
    """

    appointment_id = models.BigIntegerField()
    token_hash = models.BinaryField(max_length=32, unique=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment_id"],
                condition=Q(ended_at=None),
                name="identity_one_feed_an_appointment",
            )
        ]
