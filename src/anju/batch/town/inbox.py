"""What the town's people find in their inboxes when it opens: the last weeks, not two years."""

from datetime import date, timedelta

from anju.contributions.models import Remittance
from anju.people.models import AccountEvent

WEEKS_TOLD = timedelta(weeks=5)


def let_the_past_rest(*, today: date) -> None:
    """Only what is younger than five weeks is left to be told by the job that tells."""
    before = today - WEEKS_TOLD
    AccountEvent.objects.filter(happened_on__lt=before).update(told=True)
    Remittance.objects.filter(posted_on__lt=before).update(told=True)
