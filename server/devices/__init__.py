"""Devices: the handhelds, tablets and board screens that were let in, and how they are.

A device is not the person who holds it. Its credential is a long cookie; the events it hands in
are numbered without gaps within one life of its storage (an incarnation).
"""

from server.devices.actions import Enrolled, OpenEnrolment, enrol, open_enrolment, revoke
from server.devices.hearing import NOTHING_HEARD, Heard, Sequence, count_in, heard, sequences
from server.devices.queries import DeviceCard, all_devices, device_cards
from server.devices.tickets import link_in_terminal

__all__ = [
    "NOTHING_HEARD",
    "DeviceCard",
    "Enrolled",
    "Heard",
    "OpenEnrolment",
    "Sequence",
    "all_devices",
    "count_in",
    "device_cards",
    "enrol",
    "heard",
    "link_in_terminal",
    "open_enrolment",
    "revoke",
    "sequences",
]
