"""Who asks whether the firm takes their case: what they said, weighed, and the answer."""
