"""Registration and forgotten passwords: one engine in which every case looks alike."""
