"""The shell command."""


def main() -> None: ...
