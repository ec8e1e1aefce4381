"""What has happened to accounts and their members have not been told yet."""

from anju.people.models import AccountEvent


def take_untold(*, most: int) -> list[int]:
    """Lock up to `most` events nobody has been told of; another teller gets the next ones."""
    waiting = AccountEvent.objects.select_for_update(
        no_key=True, skip_locked=True, of=("self",)
    )
    return list(waiting.filter(told=False).order_by("id").values_list("pk", flat=True)[:most])


def mark_told(*, events: list[int]) -> None:
    """Their members have been told, or there was nothing to tell."""
    AccountEvent.objects.filter(pk__in=events).update(told=True)
