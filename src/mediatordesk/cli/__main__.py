"""`python -m mediatordesk.cli`: the command line."""

import sys

from mediatordesk.cli.main import main

sys.exit(main())
