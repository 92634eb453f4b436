"""Entry of ``python -m cetakbiru``."""

import sys

from cetakbiru.cli.main import entry

if __name__ == "__main__":
    sys.exit(entry())
