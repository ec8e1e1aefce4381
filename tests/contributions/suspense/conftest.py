"""申城纺织 with two people, and afterwards every law of the books is proven."""

from collections.abc import Iterator

import pytest
from tests.people_of_the_town import employer, opening, staff

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.ledger.proofs import prove
from anju.people.models import Employer


@pytest.fixture
def mill(xinyang) -> Iterator[Employer]:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    yield made
    found = [prove(proof) for proof in EVERY_PROOF]
    assert [one.first for one in found if not one.holds] == []
