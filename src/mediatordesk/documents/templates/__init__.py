"""What a clerk writes in Word: templates read, checked and filled."""
