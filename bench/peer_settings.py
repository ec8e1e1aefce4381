"""Settings of the peers' processes: a database of their own on the bench's server."""

import os

from psycopg.conninfo import conninfo_to_dict

_found = conninfo_to_dict(os.environ["BENCH_PEER_URL"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _found["dbname"],
        "USER": _found["user"],
        "PASSWORD": _found["password"],
        "HOST": _found["host"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c jit=off"},
    }
}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "mptt",
    "hordak",
    "bench.peers",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "of a process that lives for seconds"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
HORDAK_CURRENCIES = ["CNY"]
HORDAK_INTERNAL_CURRENCY = DEFAULT_CURRENCY = "CNY"
CURRENCIES = ["CNY"]
