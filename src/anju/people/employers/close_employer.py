"""Closes, seals and unseals an employer's account (单位销户, 单位封存, 单位启封)."""

from datetime import date

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Employer, FundAccount

State = Employer.State


class NotInState(Refusal):
    code = "people.employer_not_in_state"


class StillPaying(Refusal):
    code = "people.employer_still_paying"


def close_employer(*, employer: Employer, because: str, today: date, by: str) -> None:
    """Close the account for good; the caller holds it and has asked what is left.

    Raises NotInState when it is closed already.
    """
    _move(
        employer,
        within=(State.NORMAL, State.OPENED, State.SEALED),
        to=State.CLOSED,
        deed="close_employer",
        by=by,
    )
    employer.closed_on, employer.closed_because = today, because
    employer.save(update_fields=["closed_on", "closed_because"])


def seal_employer(*, employer: Employer, by: str) -> None:
    """Seal the account: nothing is due and nothing is taken until it is unsealed.

    Raises StillPaying while anybody is normal or frozen, NotInState.
    """
    normal = employer.accounts.filter(
        state__in=[FundAccount.State.NORMAL, FundAccount.State.FROZEN]
    )
    heads = normal.count()
    if heads:
        raise StillPaying(
            f"单位还有 {heads:,} 名职工没有封存（含冻结），请先在网厅办理个人封存。"
        )
    _move(
        employer,
        within=(State.NORMAL, State.OPENED),
        to=State.SEALED,
        deed="seal_employer",
        by=by,
    )


def unseal_employer(*, employer: Employer, by: str) -> None:
    """Open a sealed account again; raises NotInState for any other."""
    _move(employer, within=(State.SEALED,), to=State.NORMAL, deed="unseal_employer", by=by)


def _move(
    employer: Employer, *, within: tuple[str, ...], to: Employer.State, deed: str, by: str
) -> None:
    if employer.state not in within:
        raise NotInState(
            f"单位账户状态是“{employer.get_state_display()}”，不能办理，请核对后再试。"
        )
    before, employer.state = employer.state, to
    employer.save(update_fields=["state"])
    record(actor=by, deed=deed, subject=employer.number, before=before, after=to.value)
