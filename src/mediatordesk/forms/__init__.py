"""Reads packs: questions, deadlines, checks and papers as data; no code in them, no law in code."""

from mediatordesk.forms.checking import Stage, is_allowed, run_checks
from mediatordesk.forms.facts import facts_of
from mediatordesk.forms.findings import Finding, blocked, concerning
from mediatordesk.forms.intake import Intake, read_intake
from mediatordesk.forms.pack_findings import PackFinding, check_pack
from mediatordesk.forms.packs import Pack, Packs
from mediatordesk.forms.paper_kinds import Exit, ExitItem, PaperKind, Per, Slot
from mediatordesk.forms.periods import RunningPeriod, running_periods
from mediatordesk.forms.questions import DisputeType, Field, Kind
from mediatordesk.forms.rules import Check, DeadlineRule, Level
from mediatordesk.forms.schema import intake_schema
from mediatordesk.forms.ways_out import PacketItem, WayOut, packet_items, ways_out

__all__ = [
    "Check",
    "DeadlineRule",
    "DisputeType",
    "Exit",
    "ExitItem",
    "Field",
    "Finding",
    "Intake",
    "Kind",
    "Level",
    "Pack",
    "PackFinding",
    "PacketItem",
    "Packs",
    "PaperKind",
    "Per",
    "RunningPeriod",
    "Slot",
    "Stage",
    "WayOut",
    "blocked",
    "check_pack",
    "concerning",
    "facts_of",
    "intake_schema",
    "is_allowed",
    "packet_items",
    "read_intake",
    "run_checks",
    "running_periods",
    "ways_out",
]
