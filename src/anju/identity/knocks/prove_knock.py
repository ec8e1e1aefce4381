"""Proves a knock with the code that went to the mobile on file."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.codes.use_code import use_code
from anju.identity.knocks.begin_knock import Door
from anju.identity.models import Knock


def prove_knock(*, door: Door, knock: Knock, typed: str, now: datetime) -> Knock:
    """Take the code; what remains of the quarter of an hour remains to finish.

    Raises WrongCode in one sentence for a code that is wrong, late, used, or meant for another
    purpose or session.
    """
    kind = Knock.Kind(knock.kind)
    use_code(
        purpose=door.purposes[kind],
        about=knock.about,
        session=knock.session,
        typed=typed,
        now=now,
    )
    knock.proven_at = now
    knock.save(update_fields=["proven_at"])
    record(
        actor="visitor",
        deed=f"prove_{kind}",
        subject=f"{door.holder.value}/{knock.holder_id}",
        verdict=knock.verdict,
    )
    return knock
