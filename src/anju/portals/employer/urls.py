"""The pages of the employer door."""

app_name = "employer"
urlpatterns: list = []
