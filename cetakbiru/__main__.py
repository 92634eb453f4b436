"""Entry of ``python -m cetakbiru``."""

import sys

from cetakbiru.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
