"""A case's papers to a hand-over packet, and its verification."""

from mediatordesk.packets.packet import Handover, Packet, PacketItem, assemble, file_name, verifiers
from mediatordesk.packets.verification import PacketReport, verify

__all__ = [
    "Handover",
    "Packet",
    "PacketItem",
    "PacketReport",
    "assemble",
    "file_name",
    "verifiers",
    "verify",
]
