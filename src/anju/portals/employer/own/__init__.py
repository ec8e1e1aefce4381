"""The employer's own data: registration, ratios, applications that go to the counter."""
