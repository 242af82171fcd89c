"""`python -m nudges`."""

from nudges.cli import main

main()
