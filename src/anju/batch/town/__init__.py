"""The demo town, made through the product's own verbs."""
