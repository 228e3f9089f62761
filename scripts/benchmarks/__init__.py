"""What the promises of speed are measured with. Every figure is shown beside what bounds it."""
