"""数字证书: coming in with one, binding one, and proving oneself again by it."""
