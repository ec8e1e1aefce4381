"""The pages of the public door."""

app_name = "public"
urlpatterns: list = []
