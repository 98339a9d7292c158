"""Reads packs: questions, deadlines, checks and papers as data; no code in them, no law in code."""

from mediatordesk.forms.checks.checking import Stage, is_allowed, run_checks
from mediatordesk.forms.checks.periods import RunningPeriod, running_periods
from mediatordesk.forms.checks.ways_out import PacketItem, WayOut, packet_items, ways_out
from mediatordesk.forms.definitions.paper_kinds import Exit, ExitItem, PaperKind, Per, Slot
from mediatordesk.forms.definitions.questions import DisputeType, Field
from mediatordesk.forms.definitions.rules import Check, DeadlineRule, Level
from mediatordesk.forms.facts.facts import facts_of
from mediatordesk.forms.findings import Finding, FoundIn, Released, blocked, concerning
from mediatordesk.forms.intake.intake import Intake, read_intake
from mediatordesk.forms.intake.schema import intake_schema
from mediatordesk.forms.packs.pack_findings import PackFinding, check_pack
from mediatordesk.forms.packs.packs import Pack, Packs

__all__ = [
    "Check",
    "DeadlineRule",
    "DisputeType",
    "Exit",
    "ExitItem",
    "Field",
    "Finding",
    "FoundIn",
    "Intake",
    "Level",
    "Pack",
    "PackFinding",
    "PacketItem",
    "Packs",
    "PaperKind",
    "Per",
    "Released",
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
