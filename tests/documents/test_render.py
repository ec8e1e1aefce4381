"""A receipt as a page."""

import io
from pathlib import Path

import pytest
import segno
from django.conf import settings
from pypdf import PdfReader

from anju.documents.render import Seal, draw_qr, in_groups, render_receipt
from anju.documents.typesetter import Typesetter

SEAL = Seal(name="信阳市住房公积金管理中心", remark="样张 · 无效")


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def packed(pdf: bytes) -> str:
    return "".join(words(pdf).split())


def test_the_page_states_every_fact_as_text_that_can_be_searched(remittance, sheet, now):
    text = packed(render_receipt(sheet(remittance()), SEAL, now=now))
    for fact in (
        "信阳市住房公积金管理中心",
        "单位汇缴回单",
        "HJ202611000000031",
        "2026-11-18",
        "第1次打印",
        "信阳丝绸厂",
        "2026-11至2026-11",
        "131人",
        "135,408.00元",
        "¥270,816.00",
        "贰拾柒万零捌佰壹拾陆元整",
        "网厅-单位版/王芳",
        "105000202611180092",
        "已入账",
        "7K2M-9QXD-4TRH-W3PZ",
    ):
        assert fact in text


def test_accounts_are_masked(remittance, sheet, now):
    text = packed(render_receipt(sheet(remittance()), SEAL, now=now))
    assert "0230****0016" in text
    assert "建行****8821" in text
    assert "023000000016" not in text
    assert "41001500000000008821" not in text


def test_several_months_are_listed_one_by_one(remittance, sheet, now):
    text = packed(render_receipt(sheet(remittance(months=3)), SEAL, now=now))
    assert "2026-11至2027-01" in text
    assert "393人次" in text
    assert "2026-12131135,408.00135,408.00270,816.00" in text


def test_forty_months_run_on_to_a_second_page(remittance, sheet, now):
    pdf = render_receipt(sheet(remittance(months=40)), SEAL, now=now)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert "2030-02" in words(pdf)


def test_what_came_from_the_prepayment_account_is_told_apart(remittance, sheet, now):
    facts = remittance(from_prepayment_fen=7_081_600)
    text = packed(render_receipt(sheet(facts), SEAL, now=now))
    assert "实缴金额200,000.00元" in text
    assert "预缴转出金额70,816.00元" in text


def test_a_prepayment_states_what_is_in_the_account_afterwards(prepayment, sheet, now):
    text = packed(render_receipt(sheet(prepayment, title="预缴回单"), SEAL, now=now))
    assert "预缴户余额70,000.05元" in text
    assert "¥50,000.05" in text
    assert "伍万元零伍分" in text
    assert "冬季预缴" in text


@pytest.mark.parametrize(
    "name",
    [
        "#panic()厂",
        ']#read("/etc/passwd")[',
        "$x^2$*粗*_斜_`码`",
        "<标签>@引用\\换行",
        '"引号"}{',
        "//注释/*注释*/厂",
        "=标题",
    ],
)
def test_a_name_is_never_read_as_markup(name, remittance, sheet, now):
    text = packed(render_receipt(sheet(remittance(employer_name=name)), SEAL, now=now))
    assert "".join(name.split()) in text


def test_rare_characters_and_middle_dots_of_names_are_printed(remittance, sheet, now):
    facts = remittance(employer_name="信阳㛃䶮厂", handler="阿卜杜拉·买买提")
    text = packed(render_receipt(sheet(facts), SEAL, now=now))
    assert "信阳㛃䶮厂" in text
    assert "阿卜杜拉·买买提" in text


def test_the_qr_code_opens_the_public_page_with_number_and_code(remittance, sheet, verify_page):
    laid = sheet(remittance())
    assert laid.verify_url == (f"{verify_page}?number=HJ202611000000031&code=7K2M9QXD4TRHW3PZ")


def test_the_qr_code_has_a_quiet_zone_and_stands_some_damage(verify_page):
    code = segno.make(verify_page, error="m", micro=False)
    side = code.symbol_size(border=2)[0]
    assert f'width="{side}"' in draw_qr(verify_page)
    assert code.error in {"M", "Q", "H"}


def test_the_code_is_read_in_groups_of_four():
    assert in_groups("7K2M9QXD4TRHW3PZ") == "7K2M-9QXD-4TRH-W3PZ"


def test_a_machine_without_system_fonts_prints_chinese_too(remittance, sheet, now):
    packaged = Path(settings.NODE_MODULES) / "@embedpdf" / "fonts-sc" / "fonts"
    bare = Typesetter(font_paths=[packaged], system_fonts=False)
    text = packed(render_receipt(sheet(remittance()), SEAL, now=now, by=bare))
    assert "贰拾柒万零捌佰壹拾陆元整" in text
    assert "信阳丝绸厂" in text


def test_a_machine_without_any_chinese_font_is_told_what_to_install(tmp_path):
    with pytest.raises(RuntimeError, match="fonts-noto-cjk"):
        Typesetter(font_paths=[tmp_path], system_fonts=False)


def test_the_same_printing_is_the_same_file(remittance, sheet, now):
    first = render_receipt(sheet(remittance()), SEAL, now=now)
    assert first == render_receipt(sheet(remittance()), SEAL, now=now)
