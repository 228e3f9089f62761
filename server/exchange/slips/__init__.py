"""Slips (送り状): files for carriers' label programs, and the tracking numbers that come back.

Each shipment stands in one live file at most; to write it once more the file before is voided,
with a reason. A number that comes back belongs to one shipment for ever.
"""
