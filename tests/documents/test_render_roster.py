"""The list of people of a remittance, on paper."""

import io

import pytest
from pypdf import PdfReader

from anju.documents.render_roster import (
    ROWS_A_PAGE,
    RosterLine,
    RosterSheet,
    render_roster,
)
from anju.ground.calendar import Month


def person(place: int, name: str = "王芳") -> RosterLine:
    return RosterLine(
        f"0230{place:08d}", name, "411502199001011234", 500_000, 40_000 + place, 40_000
    )


@pytest.fixture
def pages(now):
    """Set the silk mill's list and read each page."""

    def read(lines: list[RosterLine]) -> list[str]:
        roster = RosterSheet(
            hall="信阳市住房公积金管理中心",
            employer_name="信阳丝绸厂",
            employer_account="023000000016",
            month=Month.of_code(202611),
            number="HJ000000000017",
            lines=lines,
        )
        pdf = render_roster(roster, now=now)
        return ["".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]

    return read


def test_every_person_is_on_the_list_with_a_masked_identity_number(pages):
    (text,) = pages([person(1), person(2, "阿卜杜拉·买买提")])
    assert "023000000001" in text
    assert "阿卜杜拉·买买提" in text
    assert "411*************34" in text
    assert "411502199001011234" not in text


def test_each_page_repeats_the_head_and_adds_up_its_own_rows(pages):
    first, last = pages([person(place) for place in range(1, ROWS_A_PAGE + 3)])
    for text in (first, last):
        assert "信阳市住房公积金管理中心汇缴清册" in text
        assert "个人账号" in text
    assert f"本页合计{ROWS_A_PAGE}人" in first
    assert "10,403.5110,400.0020,803.51" in first
    assert "本页合计2人" in last
    assert "800.55800.001,600.55" in last


def test_the_last_page_alone_carries_the_grand_total(pages):
    first, last = pages([person(place) for place in range(1, ROWS_A_PAGE + 3)])
    assert "总计" not in first
    assert "总计28人" in last
    assert "11,204.0611,200.0022,404.06" in last


def test_five_thousand_people_are_all_there(pages):
    texts = pages([person(place) for place in range(1, 5001)])
    assert len(texts) == -(-5000 // ROWS_A_PAGE)
    assert "023000005000" in texts[-1]
    assert "总计5,000人" in texts[-1]


def test_a_name_is_never_read_as_markup_and_never_moves_the_rows(pages):
    (text,) = pages([person(1, "#panic()\n$x$"), person(2, "长" * 50)])
    assert "#panic()$x$" in text
    assert "长" * 13 + "…" in text
    assert "长" * 14 not in text


def test_an_empty_list_says_so(pages):
    (text,) = pages([])
    assert "总计0人" in text
