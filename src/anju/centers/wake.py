"""Wakes the job that reads a row which was just written; the row is the order, not the call."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from anju.centers.current import center_code


def wake(job: str, *, queue: str = "default") -> None:
    """Let the worker of a queue run `job` for this center once what we wrote is committed.

    A job that already waits for this center will see our row too, so one is enough.
    """
    center = center_code()
    try:
        with transaction.atomic():
            app.configure_task(
                job, queue=queue, lock=f"{job}:{center}", queueing_lock=f"{job}:{center}"
            ).defer(center=center)
    except AlreadyEnqueued:
        # Exactly what we want: somebody else has already woken it.
        return
