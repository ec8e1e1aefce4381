"""The door for employers' programs: the same deeds as the web, by a key of the employer's."""
