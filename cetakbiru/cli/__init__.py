"""Commands, one module each: `arguments(parser)` and `run(options)`."""
