"""`python -m auditor`, and what the command `auditor` starts: an interruption is met before anything else is imported."""

import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        from auditor.cli import main as run
    except KeyboardInterrupt:
        # As in `auditor.cli`: else Python may end as killed by the signal.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        print("auditor: interrupted", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
