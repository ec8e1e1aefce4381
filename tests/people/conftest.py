"""Two employers of one center, and somebody who works at the first."""

import pytest

from anju.people.models import Employer, FundAccount
from people_of_the_town import employer, opening, staff


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


@pytest.fixture
def forge(xinyang) -> Employer:
    return employer("信阳铸造有限公司", seq=2)


@pytest.fixture
def wang(mill: Employer) -> FundAccount:
    staff(mill, opening(1, "王芳"))
    return mill.accounts.get()
