"""The register of tables and columns: what is logged and sent names them by number.

A number is never reused, whatever becomes of its table or column: a log of 2026 must say the same
in 2046. New columns get the next number of their table; tests/store/register.json is the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_type_hints

from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.changes import Op, Verb
from mediatordesk.core.courts import Court
from mediatordesk.core.desk_events import DeskEvent
from mediatordesk.core.epochs import Epoch
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.pack_editions import PackEdition
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.periods import Period
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import Record, fits
from mediatordesk.core.releases import Release
from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.routing import Hop
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.core.template_editions import TemplateEdition

SCHEMA = 1
"""The version of the register that a change was written under."""


_WHOLE_ROW = frozenset({Verb.SEAL, Verb.VOID, Verb.UNVOID})
"""What states fields that it does not change, as they stand."""


class UnknownMeaning(Exception):
    """A change says what this version does not know; its bytes are kept, and it is set aside."""


@dataclass(frozen=True)
class Table:
    """A table: its number, the records it holds, and its columns in the order of their numbers."""

    number: int
    kind: type[Record]
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the table, which is the record's."""
        return self.kind.TABLE

    def column_number(self, column: str) -> int:
        """Return the number of a column; the first is 1."""
        return self.columns.index(column) + 1

    def column_name(self, number: int) -> str:
        """Return the name of a column, or `#` and its number if this version does not know it."""
        return self.columns[number - 1] if 0 < number <= len(self.columns) else f"#{number}"

    def sql_types(self) -> dict[str, type]:
        """Return the storage class of each column: bytes, int or str."""
        hints = get_type_hints(self.kind)
        return {"id": bytes} | {name: _storage(hints[name]) for name in self.columns}


def _storage(hint: object) -> type:
    """Return how a field of this type is kept: rows' names as bytes, numbers and ticks as int."""
    words = str(hint)
    if "UUID" in words or "bytes" in words:
        return bytes
    return int if hint in {int, bool} or words == "int | None" else str


def _table(number: int, kind: type[Record], columns: str) -> Table:
    """Return a table of columns that are written one after another."""
    return Table(number, kind, tuple(columns.split()))


# Append only. A column that is no longer used keeps its place.
TABLES: tuple[Table, ...] = (
    _table(
        1,
        Office,
        "void_reason code name number_prefix address phone director recovery_recipient",
    ),
    _table(2, Operator, "void_reason name post retired recipient"),
    _table(
        3,
        Case,
        "void_reason pack title number status source channel dispute_type facts requests "
        "amount_in_dispute registered_on accepted_on registrar committee mediator recorder "
        "oral closed_on mark",
    ),
    _table(4, Element, "void_reason case_id name content party_id"),
    _table(
        5,
        Party,
        "void_reason case_id role kind position name sex ethnicity birth_date occupation "
        "phone id_kind id_number address legal_representative representative_post "
        "service_address electronic_service",
    ),
    _table(6, Consent, "void_reason case_id party_id kind given_at reader remark refused"),
    _table(
        7,
        SessionRecord,
        "void_reason case_id held_at place cause guests text outcome agreed mediator recorder",
    ),
    _table(
        8,
        MediationAgreement,
        "void_reason case_id form number position facts responsibility performance agreed_on "
        "effective_on copies confirmation_wanted",
    ),
    _table(9, Clause, "void_reason case_id agreement_id position text kind"),
    _table(
        10,
        Obligation,
        "void_reason case_id agreement_id position obligor_id obligee_id action amount due_on "
        "method",
    ),
    _table(11, Performance, "void_reason case_id obligation_id performed_on amount proof"),
    _table(
        12,
        FollowUpVisit,
        "void_reason case_id agreement_id visited_on reason method findings visitor performed",
    ),
    _table(
        13,
        Paper,
        "void_reason case_id kind title number version made_on about template_sha256 "
        "docx_sha256 pdf_sha256 pages newest_change locked sealed_sha256 content_sha256",
    ),
    _table(
        14,
        Signature,
        "void_reason case_id paper_id role name party_id signed_on image_sha256 "
        "fingerprint_sha256 way strokes_sha256 device signed_at",
    ),
    _table(15, Blob, "void_reason case_id sha256 size media_type identity parts"),
    _table(
        16,
        Attachment,
        "void_reason case_id party_id kind name sha256 size media_type added_on original_sha256 "
        "original_size evidence",
    ),
    _table(
        17,
        Hop,
        "void_reason case_id position from_office to_office matter sent_on receiver "
        "received_on receipt_no reply replied_on kind letter_no due_on",
    ),
    _table(18, Note, "void_reason case_id written_at text caucus readers sealed_text"),
    _table(19, NumberUse, "void_reason case_id series year ordinal"),
    _table(
        20,
        Period,
        "void_reason case_id code title day0 due_on rolled_from safe_on provisional basis "
        "about met_on",
    ),
    _table(
        21,
        TemplateEdition,
        "void_reason pack code number valid_from adopted_at sha256 blob_id name",
    ),
    _table(
        22,
        Epoch,
        "void_reason previous previous_seq previous_head reason started_at used_numbers "
        "numbers_known",
    ),
    _table(23, DeskEvent, "void_reason kind happened_at about remark"),
    _table(24, Purge, "void_reason changes purged_at reason basis"),
    _table(25, PartyJoin, "void_reason kept_id joined_id joined_at reason"),
    _table(
        26,
        RosterMember,
        "void_reason kind name sex ethnicity birth_date nationality id_kind id_number phone "
        "organisation post education grade full_time languages specialities appointed_on "
        "appointed_until remark category batch relatives interests",
    ),
    _table(
        27,
        ScreeningVisit,
        "void_reason visited_on place visitor found prevented findings measures risk next_on",
    ),
    _table(
        28,
        Court,
        "void_reason name level area_code invited_on invited_until scope letter_no phone address "
        "remark",
    ),
    _table(29, Release, "void_reason case_id released_at director reason codes about words"),
    _table(30, Subsidy, "void_reason case_id month grade amount mediator proofs"),
    _table(31, OfficeSetting, "void_reason name content reason"),
    _table(
        32,
        PackEdition,
        "void_reason pack number version title added_at operator_id sha256 blob_id",
    ),
    _table(
        33,
        CeremonyNote,
        "void_reason case_id paper_id step happened_at party_id person remark",
    ),
    _table(34, SignedScan, "void_reason case_id paper_id sha256 pages sources filed_on"),
    _table(
        35,
        Handover,
        "void_reason case_id agreement_id way receiver made_at sha256 zip_sha256 files means "
        "received_by received_on receipt_sha256",
    ),
    _table(
        36,
        ReceiverAnswer,
        "void_reason case_id handover_id agreement_id outcome number decided_on received_on "
        "reason due_on document_sha256",
    ),
    _table(37, BoundFile, "void_reason case_id bound_on sha256 pages sheets binder"),
    _table(38, SealedRevision, "void_reason case_id paper_id sha256 added_at signer"),
)


@dataclass(frozen=True)
class Register:
    """Finds tables by name and by number."""

    by_name: Mapping[str, Table]
    by_number: Mapping[int, Table]

    @classmethod
    def current(cls) -> "Register":
        """Return the register of this version."""
        return cls(
            {table.name: table for table in TABLES}, {table.number: table for table in TABLES}
        )

    def understand(self, op: Op) -> None:
        """Raise UnknownMeaning for a value that this version cannot hold in a field it knows."""
        table = self.by_name.get(op.table)
        if table is None or op.verb is Verb.PURGE:
            return
        for cell in op.cells:
            known = cell.column in table.columns
            if op.verb in _WHOLE_ROW and cell.value is None:
                continue  # a purge has left nothing there
            if known and not fits(table.kind, cell.column, cell.value):
                raise UnknownMeaning(f"{op.table}.{cell.column}")

    def of(self, kind: type[Record]) -> Table:
        """Return the table of a kind of record."""
        return self.by_name[kind.TABLE]
