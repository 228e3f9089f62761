"""連番: boxes of slips that carriers printed ahead, their numbers and how many are left."""
