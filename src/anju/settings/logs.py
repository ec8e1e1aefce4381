"""Logs: a line of JSON for each thing, with every number masked and no line broken in two."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from anju.ground.masks import mask_numbers

Line = MutableMapping[str, Any]

# JSON leaves these alone, and a reader of lines may not.
LINE_ENDS = str.maketrans({"\u2028": " ", "\u2029": " ", "\u0085": " "})
SECRETS = ("password", "code", "typed", "secret", "token", "pin", "key", "cookie")


def masked(logger: object, method: str, line: Line) -> Line:
    """Mask what a line says, wherever it stands: a secret whole, a number by its kind."""
    return {name: "***" if name in SECRETS else _masked(said) for name, said in line.items()}


def _masked(said: object) -> object:
    if said is None or isinstance(said, bool):
        return said
    if isinstance(said, dict):
        return masked(None, "", said)
    if isinstance(said, list | tuple):
        return [_masked(each) for each in said]
    return mask_numbers(str(said)).translate(LINE_ENDS)


def logging_of() -> dict[str, Any]:
    """Python's logging configuration; structlog's own loggers go the same way."""
    first = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
    ]
    structlog.configure(
        processors=[*first, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        masked,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    json_lines = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": first,
        "processors": last,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": json_lines},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "anju": {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
