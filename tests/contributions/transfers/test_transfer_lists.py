"""The list of requests before it is submitted: faults, removal, and what two agents see."""

import pytest
from tests.contributions.transfers.conftest import NOW, account, asked, keep, submit
from tests.people_of_the_town import TODAY, opening, staff

from anju.contributions.models import Transfer
from anju.contributions.transfers.keep_transfer import (
    Asked,
    NoSuchTransfer,
    digest_of,
    drafts_of,
    remove_transfer,
)
from anju.contributions.transfers.submit_transfers import (
    NothingToTransfer,
    TransfersMoved,
    submit_transfers,
)
from anju.people.models import Employer

State = Transfer.State


@pytest.mark.rows("X-33")
def test_faults_are_shown_before_submission_and_speak_only_of_what_was_typed(
    inn: Employer, mill: Employer
) -> None:
    staff(inn, opening(9, "周燕"))
    kept = keep(
        inn,
        asked(1, "王芳", base_fen=100),
        Asked("李伟", "411502199003071234", 700_000),
        asked(9, "周燕"),
        asked(2, "李伟", former=inn.number),
        asked(5, "吴敏", base_fen=None),
        asked(6, "郑强"),
        asked(6, "郑强"),
    )
    codes = [[fault["code"] for fault in one.faults] for one in kept]
    assert codes == [["R04"], ["R01"], ["R07"], ["R11"], ["R04"], [], ["R10"]]
    made = submit(inn)
    assert [one.name for one in made.waiting] == ["郑强"]
    assert len(drafts_of(inn)) == 6


def test_a_list_that_changed_since_it_was_looked_at_is_not_submitted(inn: Employer) -> None:
    keep(inn, asked(1, "王芳"))
    seen = digest_of(drafts_of(inn))
    keep(inn, asked(2, "李伟"))
    with pytest.raises(TransfersMoved):
        submit_transfers(employer=inn, seen=seen, today=TODAY, now=NOW, by="孙会计")
    assert Transfer.objects.exclude(state=State.DRAFT).count() == 0


def test_a_request_of_another_employers_list_cannot_be_removed(
    inn: Employer, mill: Employer
) -> None:
    (one,) = keep(inn, asked(1, "王芳"))
    with pytest.raises(NoSuchTransfer):
        remove_transfer(employer=mill, number=one.number)
    assert drafts_of(inn) == [one]


@pytest.mark.parametrize("typed", ["王%", "%", "王_", "41150219900307%", "0100000000"])
def test_patterns_and_pieces_find_nobody(typed: str, inn: Employer, mill: Employer) -> None:
    number = account("李伟").number
    for person in (Asked(typed, number, 700_000), Asked("李伟", typed, 700_000)):
        (one,) = keep(inn, person)
        if one.faults:
            with pytest.raises(NothingToTransfer):
                submit(inn)
            remove_transfer(employer=inn, number=one.number)
        else:
            assert submit(inn).done == []
    assert account("李伟").employer_id == mill.pk
