"""The reviewer's table: cases given out, looked at on one screen, decided by keyboard."""
