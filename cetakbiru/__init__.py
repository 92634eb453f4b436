"""cetakbiru: a government's ICT architecture as text that can be checked, drawn and reviewed."""

__version__ = "0.1.0"
