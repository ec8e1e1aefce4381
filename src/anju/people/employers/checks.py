"""Who may still be paid for: an employer whose account is closed or sealed may not."""

from anju.ground.errors import Refusal
from anju.people.models import Employer

PAYING = (Employer.State.NORMAL, Employer.State.OPENED, Employer.State.DEFERRED)


class EmployerNotPaying(Refusal):
    code = "people.employer_not_paying"


def check_employer_pays(employer: Employer) -> None:
    """Let an employer through that is normal, just opened or deferred (domain rule 3.3).

    Raises EmployerNotPaying for one that is closed or sealed.
    """
    if employer.state not in PAYING:
        raise EmployerNotPaying(
            f"单位账户状态为“{employer.get_state_display()}”，不能办理缴存业务。"
            f"如需恢复缴存，请到{employer.branch}柜台办理。"
        )
