"""申城纺织 and everybody who may knock at its people's door."""

import pytest
from tests.askers import Asker, askers
from tests.people_of_the_town import employer

from anju.identity.models import Knock
from anju.people.models import Employer


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


@pytest.fixture
def town(mill: Employer) -> dict[str, Asker]:
    """The seven cases of a registration."""
    return askers(mill)


@pytest.fixture
def town_of_reset(mill: Employer) -> dict[str, Asker]:
    """The seven cases of a forgotten password."""
    return askers(mill, Knock.Kind.RESET)
