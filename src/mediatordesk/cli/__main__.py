"""`python -m mediatordesk.cli`: the command line."""

import sys

from mediatordesk.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
