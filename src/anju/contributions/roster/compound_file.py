"""OLE2 compound files (.xls, .doc, encrypted .xlsx): the names and bytes of their streams."""

from struct import unpack_from

END_OF_CHAIN = 0xFFFFFFFA  # this and everything above it is not a sector number


class CompoundFile:
    """Streams of one compound file held in memory; a chain is never longer than the file."""

    def __init__(self, data: bytes) -> None:
        """Read the allocation table and the directory; raises ValueError for damaged ones."""
        self._data = data
        shift, mini_shift = unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector sizes")
        self._sector = 1 << shift
        self._table = self._read_table()
        directory, self._mini_below = unpack_from("<I4xI", data, 48)
        self._entries = dict(self._read_directory(self._chain(directory)))
        root = self._entries.get("Root Entry", (0, 0))
        self._mini = self._chain(root[0]) if root[1] else b""
        mini_table = self._chain(unpack_from("<I", data, 60)[0])
        self._mini_table = unpack_from(f"<{len(mini_table) // 4}I", mini_table)

    @property
    def names(self) -> frozenset[str]:
        """Names of all streams and storages."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of one stream."""
        start, size = self._entries[name]
        if size >= self._mini_below:
            return self._chain(start)[:size]
        pieces = []
        for sector in self._follow(start, self._mini_table):
            pieces.append(self._mini[sector * 64 : sector * 64 + 64])
        return b"".join(pieces)[:size]

    def _read_table(self) -> tuple[int, ...]:
        sectors = list(unpack_from("<109I", self._data, 76))
        following = unpack_from("<I", self._data, 68)[0]
        per_sector = self._sector // 4
        for _ in range(len(self._data) // self._sector):
            if following >= END_OF_CHAIN:
                break
            block = unpack_from(f"<{per_sector}I", self._data, (following + 1) * self._sector)
            sectors += block[:-1]
            following = block[-1]
        table: list[int] = []
        for sector in sectors:
            offset = (sector + 1) * self._sector
            if sector < END_OF_CHAIN and offset + self._sector <= len(self._data):
                table += unpack_from(f"<{per_sector}I", self._data, offset)
        return tuple(table)

    def _follow(self, start: int, table: tuple[int, ...]) -> list[int]:
        chain: list[int] = []
        while start < len(table):
            chain.append(start)
            if len(chain) > len(table):
                raise ValueError("chain without an end")
            start = table[start]
        return chain

    def _chain(self, start: int) -> bytes:
        size = self._sector
        return b"".join(
            self._data[(sector + 1) * size : (sector + 2) * size]
            for sector in self._follow(start, self._table)
        )

    @staticmethod
    def _read_directory(directory: bytes) -> list[tuple[str, tuple[int, int]]]:
        entries = []
        for offset in range(0, len(directory) - 127, 128):
            length = min(unpack_from("<H", directory, offset + 64)[0], 64)
            if length >= 2:
                name = directory[offset : offset + length - 2].decode("utf-16-le", "replace")
                start, size = unpack_from("<II", directory, offset + 116)
                entries.append((name, (start, size)))
        return entries
