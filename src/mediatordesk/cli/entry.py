"""The console script. A child process imports it again, so it is light until it is called."""


def main() -> int:
    """Run the command line; see `mediatordesk.cli.main`."""
    from mediatordesk.cli.main import main  # noqa: PLC0415  late: all commands take 0.5 s

    return main()
