"""A member applies: a form half filled in, handed in, begun, or taken back."""
