"""What all pages share: the base page, components, icons, styles."""
