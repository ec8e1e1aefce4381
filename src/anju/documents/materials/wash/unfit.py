"""Why a file cannot be taken, in a word that the caller puts into a sentence."""


class Unfit(Exception):
    """The file is not fit to be kept; `most` is the limit it broke, where there is one."""

    def __init__(self, why: str, most: int = 0) -> None:
        super().__init__(why)
        self.why, self.most = why, most
