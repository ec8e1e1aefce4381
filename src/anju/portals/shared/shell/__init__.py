"""What stands around every page: the hall's face, menus' search, reading modes, errors."""
