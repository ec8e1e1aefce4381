"""The SMS inbox: what would have reached people's telephones."""

import re
from collections.abc import Mapping
from typing import Any

from anju_simulators.store import Store, now_text
from anju_simulators.wire import Refused, text_of

_MOBILE = re.compile(r"1[0-9]{10}\Z", re.ASCII)
_KEPT = 20_000


def receive(store: Store, content: Mapping[str, Any]) -> dict[str, Any]:
    """Take a message for a mobile number; Raises Refused 400 for a number that is none."""
    phone, text = content.get("to"), text_of(content, "text", most=1_000, empty=False)
    if not isinstance(phone, str) or not _MOBILE.match(phone):
        raise Refused(400, "手机号应为 11 位数字。")
    with store.writing():
        store.run(
            "INSERT INTO message (phone, text, sent_at) VALUES (?, ?, ?)",
            phone,
            text,
            now_text(),
        )
        newest = store.row("SELECT max(id) AS id FROM message")
        number = int(newest["id"]) if newest else 0
        store.run("DELETE FROM message WHERE id <= ?", number - _KEPT)
    return {"message_id": f"SMS{number:010d}", "state": "accepted"}


def inbox(store: Store, *, phone: str = "", most: int = 200) -> list[dict[str, Any]]:
    """The newest messages first, of one number or of all."""
    rows = store.rows(
        "SELECT * FROM message WHERE ? IN ('', phone) ORDER BY id DESC LIMIT ?", phone, most
    )
    return [
        {
            "message_id": f"SMS{row['id']:010d}",
            "to": row["phone"],
            "text": row["text"],
            "sent_at": row["sent_at"],
        }
        for row in rows
    ]
