"""`python -m auditor`, and what the command `auditor` starts: an interruption is met before anything else is imported."""

import gc
import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # A run makes many small objects that live to its end; collecting among them only costs time.
    gc.disable()
    try:
        from auditor.cli import main as run
    except KeyboardInterrupt:
        # As in `auditor.cli`: else Python may end as killed by the signal.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        print("auditor: interrupted", file=sys.stderr)
        sys.exit(130)
    try:
        run()
    finally:
        # The process ends here: what it leaves is not searched for garbage.
        gc.freeze()


if __name__ == "__main__":
    main()
