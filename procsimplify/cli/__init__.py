"""The command line: parse the request, call the library, show the result."""

__all__: list[str] = []
