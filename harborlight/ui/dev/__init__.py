"""Pages for those who build Harborlight: the components, and the e-mails that were written."""
