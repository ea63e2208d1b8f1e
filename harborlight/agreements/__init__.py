"""What was agreed about our fees, who pays, the work and the costs that are billed by it."""
