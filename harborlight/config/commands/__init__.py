"""The shell command, a file a group of subcommands."""
