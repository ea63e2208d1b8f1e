"""The firm's usual course: playbooks, and what follows by itself when something happens."""
