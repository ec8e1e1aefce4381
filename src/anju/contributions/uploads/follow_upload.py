"""Says how far a roster is read, where everybody can see it, and stops when it is cancelled."""

from collections.abc import Callable
from dataclasses import dataclass

from anju.contributions.models import RosterUpload
from anju.ground.errors import Refusal

Step = RosterUpload.Step
State = RosterUpload.State


# Of a hundred, where each step begins and how much it is: reading is the longer part.
SHARES = {Step.READ: (0, 60), Step.COMPARE: (60, 10), Step.JUDGE: (70, 30)}


class UploadStopped(Refusal):
    code = "contributions.upload_stopped"


@dataclass(frozen=True)
class Following:
    """Tells the steps of one upload; `aside` runs after each, so that others get their turn."""

    upload: RosterUpload
    aside: Callable[[], None]

    def read(self, done: int, every: int) -> None:
        """So many lines of the file are read."""
        self.tell(Step.READ, done, every)

    def tell(self, step: Step, done: int, every: int) -> None:
        """Keep a step and its rows; raises UploadStopped when nobody wants it any more."""
        mine = RosterUpload.objects.filter(pk=self.upload.pk, state=State.READING)
        if not mine.update(step=step, rows_done=done, rows_all=every):
            raise UploadStopped("这份名单已经停止读取。")
        self.aside()


def percent_of(upload: RosterUpload) -> int:
    """How far an upload is, of a hundred."""
    begins, share = SHARES[Step(upload.step)]
    return begins + share * upload.rows_done // max(upload.rows_all, 1)
