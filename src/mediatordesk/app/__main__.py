"""`python -m mediatordesk.app --desk DIR` opens the window of a desk."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # a child process of a frozen program ends in here
    from mediatordesk.app.main import main  # late, for a child's sake: Qt takes 0.1 s

    sys.exit(main())
