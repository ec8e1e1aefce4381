"""The pages of the member door."""

app_name = "member"
urlpatterns: list = []
