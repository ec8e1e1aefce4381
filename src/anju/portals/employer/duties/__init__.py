"""What an employer must do and until when: page, to-do list, calendar file, subscription."""
