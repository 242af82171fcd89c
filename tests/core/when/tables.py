"""Tables in tests: a row a line, cells between bars."""


def rows(table: str) -> list[list[str]]:
    """Return the cells of each line."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
