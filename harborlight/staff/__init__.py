"""The desk: every page the staff of the firm see."""
