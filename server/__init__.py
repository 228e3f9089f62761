"""Tanaban's server. Rooms are named by the domain; ARCHITECTURE.md is the floor plan."""
