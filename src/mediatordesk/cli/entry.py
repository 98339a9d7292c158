"""The console script. A child process imports it again, so it is light until it is called."""

from multiprocessing import freeze_support

from mediatordesk.keys.dumps import leave_no_dump


def main() -> int:
    """Run the command line; see `mediatordesk.cli.main`."""
    freeze_support()  # a child process of a frozen program ends in here
    leave_no_dump()
    from mediatordesk.cli.main import main  # noqa: PLC0415  late: all commands take 0.5 s

    return main()
