"""The house put together: settings, addresses, schedule, and the shell command."""
