"""What we send to the government: the forms, who checked them, when it went, what came back."""
