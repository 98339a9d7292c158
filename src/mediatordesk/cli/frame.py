"""The frame that argparse puts around the commands, in the language of this process.

argparse asks GNU gettext for its own words, in the domain of the process. They stand here because
they are in no source file of ours from which the catalogue is made.
"""

import gettext

from mediatordesk.core.texts import DOMAIN, N_

FRAME = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse says to people; what it says to programmers stays English."""


def translate_frame() -> None:
    """Let argparse find its words in our catalogue, after `speak` and before the first parser."""
    gettext.textdomain(DOMAIN)
