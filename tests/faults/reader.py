"""Hands in a payroll list of 50,000 people, for a worker that is killed while it reads.

python reader.py take     an employer of its own in 吉安, and its list
"""

import io
from datetime import date

import django
import xlsxwriter

ROWS = 50_000
HEAD = ("工号", "姓名", "身份证号码", "缴存基数")


def take() -> None:
    from anju.centers.current import inside
    from anju.contributions.uploads.read_upload import take_upload
    from people_of_the_town import employer

    with inside("jian"):
        inn = employer("庐陵宾馆有限公司", seq=2)
        take_upload(
            employer=inn, filename="七月.xlsx", content=roster(), by="赵会计", whole=False
        )


def roster() -> bytes:
    """Nobody stands in it twice."""
    from people_of_the_town import identity

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        page = book.add_worksheet("七月")
        page.write_row(0, 0, HEAD)
        for order in range(ROWS):
            born_on = date(1968 + order // 900 % 30, 1 + order // 27_000, 17)
            number = identity(order % 900 + 1, born_on=born_on)
            page.write_row(order + 1, 0, (f"G{order:05d}", "周燕", number, "6000.00"))
    return written.getvalue()


if __name__ == "__main__":
    django.setup()
    take()
