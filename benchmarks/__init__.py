"""What we promise of speed and size, measured on the machine at hand."""
