"""The pages a person looks at: accounts, the last instructions, the switches, the inbox."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qsl

from anju_simulators import books, levers, sms
from anju_simulators.faults import DAMAGES, MODES, REJECT_REASONS
from anju_simulators.web import Bank, Reply, Request, Route
from anju_simulators.wire import Refused, day_of, serial_of

_PAGES = Path(__file__).parent / "pages"
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"
_NUMBERS = ("count", "seconds", "times", "rate_percent", "seed")
_YUAN = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?\Z", re.ASCII)
_STATES = {
    "accepted": ("处理中", "warn"),
    "succeeded": ("成功", "ok"),
    "rejected": ("失败", "err"),
}
_DELIVERIES = {"waiting": "待送", "sending": "送达中", "heard": "已送达", "given_up": "放弃"}


def show_bank(bank: Bank, request: Request, notice: str = "") -> Reply:
    """The bank's page; `notice` says why the last form was not taken."""
    switch, queue = bank.faults.now(), levers.queue(bank.store)
    sound = books.prove(bank.store)["sound"]
    content = fill(
        "bank.html",
        date=escape(books.business_date(bank.store)),
        waiting=queue["waiting"],
        untold=queue["untold"],
        proof=tag("账实相符", "ok") if sound else tag("账目有误", "err"),
        notice=notice_of(notice),
        mode=tag(MODES[switch["mode"]], "ok" if switch["mode"] == "none" else "warn"),
        modes=options(MODES, str(switch["mode"])),
        reasons=options(dict.fromkeys(REJECT_REASONS), str(switch.get("reason", ""))),
        damages=options(DAMAGES, str(switch.get("damage", ""))),
        payer=escape(switch.get("match", {}).get("payer", "")),
        rate=switch.get("rate_percent", ""),
        **{key: switch.get(key, "") for key in ("count", "seconds", "times", "seed")},
        instructions=_instructions(bank),
        accounts=_accounts(bank),
    )
    return page("模拟银行", content, status=422 if notice else 200)


def show_sms(bank: Bank, request: Request) -> Reply:
    to = request.query.get("to", "").strip()
    rows = [
        (cell(row["sent_at"]), cell(row["to"]), cell(row["text"], "wide"))
        for row in sms.inbox(bank.store, phone=to)
    ]
    content = fill("sms.html", to=escape(to), messages=rows_of(rows, 3, "还没有短信。"))
    return page("短信收件箱", content)


def show_style(bank: Bank, request: Request) -> Reply:
    return Reply(200, (_PAGES / "simulators.css").read_bytes(), "text/css; charset=utf-8")


def switch(bank: Bank, request: Request) -> Reply:
    form = form_of(request)
    try:
        wanted: dict[str, Any] = {"mode": form.get("mode", "")}
        wanted |= {key: _whole(form[key]) for key in _NUMBERS if form.get(key)}
        wanted |= {key: form[key] for key in ("reason", "damage") if form.get(key)}
        if form.get("payer"):
            wanted["match"] = {"payer": form["payer"]}
        bank.faults.set(wanted)
    except Refused as refused:
        return show_bank(bank, request, refused.reason)
    return _back()


def transfer(bank: Bank, request: Request) -> Reply:
    form = form_of(request)
    try:
        sides = {
            side: {"account": form.get(f"{side}_account"), "name": form.get(f"{side}_name")}
            for side in ("payer", "payee")
        }
        fen = _fen(form.get("yuan", ""))
        words = {key: form.get(key, "") for key in ("digest", "remark")}
        levers.move_in(bank.store, {**sides, "amount_fen": fen, **words})
        bank.clockwork.nudge()
    except Refused as refused:
        return show_bank(bank, request, refused.reason)
    return _back()


def give_back(bank: Bank, request: Request) -> Reply:
    form = form_of(request)
    try:
        levers.send_back(bank.store, serial_of(form.get("serial")), form.get("reason", ""))
        bank.clockwork.nudge()
    except Refused as refused:
        return show_bank(bank, request, refused.reason)
    return _back()


def set_date(bank: Bank, request: Request) -> Reply:
    try:
        bank.store.keep_setting("business_on", day_of(form_of(request).get("date")))
    except Refused as refused:
        return show_bank(bank, request, refused.reason)
    return _back()


def yuan(fen: int) -> str:
    """Write fen as yuan: 86,452.37, with − before what is below zero."""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def _fen(text: str) -> str:
    found = _YUAN.match(text.strip())
    if not found:
        raise Refused(400, "金额请写成 1234.56 的样子。")
    return str(int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")))


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused(400, f"“{text[:20]}”应为整数。")
    return int(text)


def form_of(request: Request, *, trim: bool = True) -> dict[str, str]:
    pairs = parse_qsl(request.body.decode("utf-8", "replace"), max_num_fields=50)
    return {key: value.strip() if trim else value for key, value in pairs}


def _back() -> Reply:
    return Reply(303, b"", headers={"Location": "/"})


def page(title: str, content: str, status: int = 200) -> Reply:
    body = fill("frame.html", title=title, content=content).encode()
    headers = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff"}
    return Reply(status, body, "text/html; charset=utf-8", headers=headers)


def fill(name: str, **values: object) -> str:
    return Template((_PAGES / name).read_text()).substitute(values)


def notice_of(words: str, *, good: bool = False) -> str:
    kind, role = ("notice good", "status") if good else ("notice", "alert")
    return f'<p class="{kind}" role="{role}">{escape(words)}</p>' if words else ""


def tag(word: str, meaning: str) -> str:
    return f'<span class="tag {meaning}">{escape(word)}</span>'


def options(choices: Mapping[str, str | None], chosen: str) -> str:
    return "".join(
        f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>'
        f"{escape(word or key)}</option>"
        for key, word in choices.items()
    )


def cell(text: object, kind: str = "", small: str = "") -> str:
    under = f"<small>{escape(small)}</small>" if small else ""
    return f'<td class="{kind}">{escape(str(text))}{under}</td>'


def rows_of(rows: Sequence[tuple[str, ...]], columns: int, empty: str) -> str:
    if not rows:
        return f'<tr><td class="empty" colspan="{columns}">{empty}</td></tr>'
    return "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)


def _instructions(bank: Bank) -> str:
    rows = bank.store.rows(
        "SELECT i.*, json_extract(plan, '$.mode') AS fault,"
        " (SELECT group_concat(state) FROM delivery d"
        "   WHERE d.serial = i.serial) AS told"
        " FROM instruction i ORDER BY received_at DESC, bank_serial DESC LIMIT 50"
    )
    return rows_of([_instruction(row) for row in rows], 9, "还没有收到指令。")


def _instruction(row: Mapping[str, Any]) -> tuple[str, ...]:
    word, meaning = _STATES[row["state"]]
    outcome = row["reason"] or row["value_on"] or ""
    told = Counter(state for state in (row["told"] or "").split(",") if state)
    news = "、".join(f"{_DELIVERIES[state]} {count} 条" for state, count in told.items())
    return (
        cell(row["received_at"]),
        cell(row["serial"], small=row["bank_serial"]),
        cell("收款" if row["kind"] == "collect" else "付款", small=row["purpose"]),
        cell(row["payer_name"], small=row["payer_account"]),
        cell(row["payee_name"], small=row["payee_account"]),
        cell(yuan(row["amount_fen"]), "num"),
        f"<td>{tag(word, meaning)}<small>{escape(outcome)}</small></td>",
        cell(MODES.get(row["fault"], "") if row["fault"] else ""),
        cell(news or "无"),
    )


def _accounts(bank: Bank) -> str:
    rows = bank.store.rows(
        "SELECT * FROM account WHERE identity = '' ORDER BY internal, bank, number LIMIT 300"
    )
    return rows_of(
        [
            (
                cell(row["number"]),
                cell(row["name"]),
                cell(row["bank"]),
                cell("正常" if row["status"] == "normal" else "冻结"),
                cell(row["business_on"] or "随本行"),
                cell(yuan(row["balance_fen"]), "num"),
            )
            for row in rows
        ],
        6,
        "还没有账户。",
    )


PAGES: list[Route] = [
    ("GET", r"/", show_bank),
    ("GET", r"/sms", show_sms),
    ("GET", r"/simulators\.css", show_style),
    ("POST", r"/switch", switch),
    ("POST", r"/transfer", transfer),
    ("POST", r"/return", give_back),
    ("POST", r"/date", set_date),
]
