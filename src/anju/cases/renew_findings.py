"""Before a review the rules are asked again, so that the reviewer sees them as of today."""

from django.db import transaction

from anju.cases.digest import check_seen, keep_version
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.steps import hold_case


def renew_findings(*, number: str, findings: list[Finding]) -> Case:
    """Keep what the rules say now; a different result changes the digest and adds no step.

    Raises CaseMoved when nobody reviews it at present, AlteredOutside.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING, Case.State.REVIEWING))
        check_seen(case, None)
        if findings != case.findings:
            case.findings = findings
            case.save(update_fields=["found"])
            keep_version(case)
    return case
