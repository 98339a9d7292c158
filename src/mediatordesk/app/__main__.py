"""`python -m mediatordesk.app --desk DIR` opens the window of a desk."""

import sys

from mediatordesk.app.main import main

sys.exit(main())
