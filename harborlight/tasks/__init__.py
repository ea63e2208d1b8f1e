"""What somebody must do: the tasks of the staff and the homework of clients alike."""
