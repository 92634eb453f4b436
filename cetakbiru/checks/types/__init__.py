"""Rule types, one file each: ``check(question)`` yields findings. A new file here is a new type."""
