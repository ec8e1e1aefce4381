"""Prints a sealed slip (密封函), once: to the slip printer's folder, never to a screen."""

import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from anju.centers.current import center_code
from anju.documents.paper import Paper, render_paper

CLAUSES = [
    "拆开前请检查封口；封口已破的，请当场交回，不要使用。",
    "24 小时内有效，只能用一次，只用来设置您自己的密码。",
    "用过后请销毁。本中心任何工作人员都不会向您索要激活码。",
]


def print_slip(*, name: str, for_what: str, code: str, now: datetime) -> str:
    """Hand one slip to the printer; the number that is on its outside.

    The file is readable by the printer's account alone and the printer deletes it; nothing of
    it is kept here, so that a lost slip is replaced, not printed again. (Security D2.)
    """
    number = f"MF{now:%Y%m%d}{secrets.token_hex(4).upper()}"
    paper = Paper(
        title="网上业务激活函",
        number=number,
        facts=[("收件人", name), ("用途", for_what)],
        clauses=CLAUSES,
        code="-".join(code[at : at + 4] for at in range(0, len(code), 4)),
    )
    sheet = render_paper(paper, now=now)
    folder = Path(settings.ANJU_SLIPS) / center_code()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(folder / f"{number}.pdf", flags, 0o600), "wb") as file:
        file.write(sheet)
    return number
