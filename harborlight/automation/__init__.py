"""What a firm lets happen by itself: when something happens, if it is so, then this."""
