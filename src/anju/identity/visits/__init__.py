"""Signed-in sessions: begun, looked at, proven afresh, ended, and shown to their owner."""
