"""A file is what its bytes are, and whatever is no roster is refused before it is unfolded."""

import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from anju.batch.town.rosters import write_xls_roster, write_xlsx_roster
from anju.contributions.roster.faults import RosterUnreadable

SECTOR = 512
OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")


def compound_file(*streams: str) -> bytes:
    """The smallest compound file with empty streams of these names."""
    header = OLE_MARK + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in ("Root Entry", *streams):
        text = name.encode("utf-16-le") + b"\0\0"
        entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), 2, 1)
        directory += entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
    return header + table + directory.ljust(SECTOR, b"\0")


def repack(source: Path, target: Path, **changes: bytes) -> Path:
    """Copy a package with some parts changed; keywords are part names with _ for / and ."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            key = re.sub(r"\W", "_", info.filename)
            new.writestr(info.filename, changes.get(key, old.read(info)))
    return target


def refusal(path: Path, read) -> RosterUnreadable:
    with pytest.raises(RosterUnreadable) as caught:
        read(path)
    assert caught.value.sentence.endswith("。")
    return caught.value


@pytest.fixture
def tidy(people, tmp_path) -> Path:
    return write_xlsx_roster(tmp_path / "tidy.xlsx", people)


SHEET = "xl_worksheets_sheet1_xml"


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["名单.csv", "名单.xls", "名单.doc", "名单"])
def test_the_ending_of_the_name_is_not_believed(name, tidy, read, tmp_path):
    assert read(tidy.rename(tmp_path / name)).kind == "xlsx"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.xlsx", b"", "empty"),
        ("简历.xlsx", compound_file("WordDocument"), "not_a_roster"),
        ("加密.xlsx", compound_file("EncryptedPackage", "EncryptionInfo"), "password"),
        ("其他.xls", compound_file("Contents"), "not_a_roster"),
        ("断.xls", OLE_MARK + b"\xff" * 600, "damaged"),
        ("断.xlsx", b"PK\x03\x04" + b"\0" * 300, "damaged"),
        ("扫描.xlsx", b"%PDF-1.7 ...", "not_a_roster"),
        ("照片.xls", b"\x89PNG\r\n\x1a\n", "not_a_roster"),
        ("数据.csv", bytes(range(256)) * 20, "not_a_roster"),
        ("网页.xls", b"<svg></svg>", "not_a_roster"),
        ("大.csv", b"," * (20 * 1024 * 1024 + 1), "too_big"),
    ],
)
def test_what_is_no_roster_is_refused_by_what_it_is(name, content, reason, read, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path, read).detail["reason"] == reason


@pytest.mark.parametrize("part", ["word/document.xml", "content.xml", "xl/workbook.bin"])
def test_other_office_packages_are_named_for_what_they_are(part, read, tmp_path):
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "<x/>")
    assert refusal(path, read).detail["reason"] == "not_a_roster"


def test_an_xls_with_a_password_is_refused(people, read, tmp_path):
    path = write_xls_roster(tmp_path / "名单.xls", people)
    data = path.read_bytes()
    codepage = struct.pack("<HH", 0x42, 2)  # becomes FILEPASS, which says that all is encrypted
    assert data.count(codepage) == 1
    path.write_bytes(data.replace(codepage, struct.pack("<HH", 0x2F, 2)))
    assert refusal(path, read).detail["reason"] == "password"


def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_it_is(tidy, read, tmp_path):
    zeros = b"<worksheet><sheetData>" + b" " * (60 * 1024 * 1024)
    bomb = repack(tidy, tmp_path / "bomb.xlsx", **{SHEET: zeros})
    assert bomb.stat().st_size < 200_000
    assert refusal(bomb, read).detail["reason"] == "bomb"
    data = bytearray(bomb.read_bytes())
    entry = data.rindex(b"xl/worksheets/sheet1.xml")  # in the directory at the end
    struct.pack_into("<I", data, entry - 46 + 24, 1000)  # "only a thousand bytes"
    lying = tmp_path / "lying.xlsx"
    lying.write_bytes(data)
    assert refusal(lying, read).detail["reason"] in ("bomb", "damaged")


def test_too_many_parts_are_refused(tidy, read):
    with zipfile.ZipFile(tidy, "a") as package:
        for number in range(2_001):
            package.writestr(f"xl/media/{number}.png", b"")
    assert refusal(tidy, read).detail["reason"] == "bomb"


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD2", "ZZ100900"])
def test_one_cell_at_the_end_of_the_world_does_not_fill_the_memory(place, tidy, read, tmp_path):
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    xml = sheet_xml(tidy).replace(b"</sheetData>", far)
    path = repack(tidy, tmp_path / "far.xlsx", **{SHEET: xml})
    assert refusal(path, read).detail["reason"] in ("too_large", "too_many_rows")


def test_styled_blanks_at_the_end_of_the_world_are_honest(tidy, read, tmp_path):
    far = b'<row r="1048576" ht="20"><c r="XFD1048576" s="1"/></row></sheetData>'
    xml = sheet_xml(tidy).replace(b"</sheetData>", far)
    assert read(repack(tidy, tmp_path / "wps.xlsx", **{SHEET: xml})).heads == 40


def test_cells_without_places_are_bounded_by_their_rows(tidy, read, tmp_path):
    far = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    xml = sheet_xml(tidy).replace(b"</sheetData>", far)
    path = repack(tidy, tmp_path / "far.xlsx", **{SHEET: xml})
    assert refusal(path, read).detail["reason"] == "too_many_rows"


def test_a_document_type_is_refused_in_a_package_and_in_spreadsheet_xml(tidy, read, tmp_path):
    doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    xml = sheet_xml(tidy).replace(b"<worksheet", doctype + b"<worksheet", 1)
    path = repack(tidy, tmp_path / "dtd.xlsx", **{SHEET: xml})
    assert refusal(path, read).detail["reason"] == "document_type"
    flat = tmp_path / "dtd.xml"
    flat.write_bytes(b'<?xml version="1.0"?>' + doctype + SPREADSHEET_XML.encode())
    assert refusal(flat, read).detail["reason"] == "document_type"


def test_formulas_give_their_results_and_say_so_where_there_are_none(tmp_path, read, people):
    path = tmp_path / "公式.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet()
        page.write_row(0, 0, ["姓名", "身份证号码", "缴存基数"])
        for row, line in enumerate(people[:3], start=1):
            page.write_row(row, 0, line[:2])
        page.write_formula("C2", "=4000+1000.5", None, 5000.5)
        page.write_formula("C3", "=NA()", None, "#N/A")
        page.write_formula("C4", "=VLOOKUP(A4,X:Y,2)", None, "#REF!")
    rows = read(path).rows
    assert rows[0].base_fen == 500_050
    assert [(f.code, f.cell) for row in rows[1:] for f in row.faults] == [
        ("error_value", "C3"),
        ("error_value", "C4"),
    ]
    assert "#N/A" in rows[1].faults[0].sentence


def test_formulas_never_calculated_are_told_apart_from_blanks(tmp_path, read, people):
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.append(["姓名", "身份证号码", "缴存基数", "备注"])
    page.append([*people[0][:2], "=4000+1000", "在职"])
    page.append([*people[1][:2], None, "在职"])
    workbook.save(tmp_path / "无结果.xlsx")
    rows = read(tmp_path / "无结果.xlsx").rows
    assert [f.code for row in rows for f in row.faults] == [
        "formula_not_calculated",
        "base_missing",
    ]


def test_errors_in_an_old_xls_are_faults_too(tmp_path, read, people):
    import xlwt

    workbook = xlwt.Workbook()
    page = workbook.add_sheet("名单")
    for column, heading in enumerate(["姓名", "身份证号码", "缴存基数"]):
        page.write(0, column, heading)
    page.write(1, 0, people[0].name)
    page.write(1, 1, people[0].identity_number)
    page.row(1).set_cell_error(2, 0x2A)
    workbook.save(str(tmp_path / "名单.xls"))
    assert "#N/A" in read(tmp_path / "名单.xls").faulty[2][0]


CSV = '姓名,身份证号码,缴存基数\n王芳,110101199003070134,"5,000.00"\n'


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding_and_with_every_separator(
    encoding, separator, read, tmp_path
):
    path = tmp_path / "名单.csv"
    heading, line = "姓名,身份证号码,缴存基数", "王芳,110101199003070134,5000.00"
    text = f"{heading}\r\n{line}\r\n".replace(",", separator)
    path.write_bytes(text.encode(encoding))
    assert [(row.name, row.base_fen) for row in read(path).rows] == [("王芳", 500_000)]
    path.write_bytes(CSV.encode(encoding))
    assert read(path).rows[0].base_fen == 500_000


HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312">
<style>td {mso-number-format:"\\@"}</style></head><body><table>
<tr><td colspan="4">职工名单</td></tr>
<tr><th rowspan="2">姓名</th><th rowspan="2">身份证号码</th><th colspan="2">缴存比例</th></tr>
<tr><th>单位</th><th>个人</th></tr>
<tr><td>王&nbsp;芳<td>110101199003070134<td>12%<td>8%</tr></table></body></html>"""

SPREADSHEET_XML = """<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table>
<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">身份证号码</Data></Cell><Cell ss:MergeAcross="1"><Data
 ss:Type="String">缴存基数</Data></Cell><Cell><Data ss:Type="String">手机</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">王芳</Data></Cell>
<Cell><Data ss:Type="String">110101199003070134</Data></Cell>
<Cell><Data ss:Type="Number">5000.5</Data></Cell>
<Cell ss:Index="6"><Data ss:Type="Number">13800000001</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_a_web_page_named_xls_is_read_with_its_spanned_header(read, tmp_path):
    path = tmp_path / "导出.xls"
    path.write_bytes(HTML.encode("gbk"))
    roster = read(path)
    row = roster.rows[0]
    assert (row.number, row.name, row.identity_number) == (4, "王芳", "110101199003070134")
    assert (str(row.employer_ratio), str(row.own_ratio)) == ("0.12", "0.08")
    assert roster.kind == "html"


def test_spreadsheet_xml_of_wps_is_read_with_its_indexes(read, tmp_path):
    path = tmp_path / "导出.xls"
    path.write_text(f'<?xml version="1.0"?>{SPREADSHEET_XML}', encoding="utf-8")
    roster = read(path)
    row = roster.rows[0]
    assert (row.number, row.name, row.base_fen) == (4, "王芳", 500_050)
    assert row.mobile == "13800000001"
    assert roster.columns["mobile"] == "F"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "html", "xml", "csv"])
def test_a_file_damaged_anywhere_is_read_or_refused_and_never_crashes(
    kind, people, read, tmp_path
):
    path = tmp_path / f"名单.{kind}"
    texts = {
        "html": HTML.encode("gbk"),
        "xml": SPREADSHEET_XML.encode(),
        "csv": CSV.encode("gbk"),
    }
    writers = {"xlsx": write_xlsx_roster, "xls": write_xls_roster}
    whole = texts.get(kind) or writers[kind](path, people).read_bytes()
    chance = random.Random(zlib.crc32(kind.encode()))
    for _ in range(60):
        damaged = bytearray(
            whole[: chance.choice((len(whole), chance.randrange(1, len(whole))))]
        )
        for _ in range(chance.choice((0, 1, 10))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read(path)
        except RosterUnreadable:
            continue
