"""The API's addresses; its description is served in the demo town alone (ASVS 13.4)."""

from typing import Any, cast

from django.conf import settings
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from anju.ground.errors import Refusal
from anju.portals.api import money, problems, registers, uploads
from anju.portals.api.door import Token

api = NinjaAPI(
    title="安居 · 单位接口",
    version="1",
    urls_namespace="api",
    auth=Token(),
    docs_url=None,
    openapi_url="/openapi.json" if settings.DEMO else None,
)
api.add_exception_handler(Refusal, cast(Any, problems.refused))
api.add_exception_handler(AuthenticationError, cast(Any, problems.not_known))
api.add_exception_handler(ValidationError, cast(Any, problems.not_valid))
api.add_exception_handler(HttpError, cast(Any, problems.http_error))
api.add_router("/uploads", uploads.router)
api.add_router("/registers", registers.router)
api.add_router("", money.router)
