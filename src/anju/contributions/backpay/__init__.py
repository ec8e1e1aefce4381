"""Back payments (补缴): months that were missed or paid too low."""
