"""A PDF that does something by itself is not sealed, and never counts as clean."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from mediatordesk.signing.acting import acts_of
from mediatordesk.signing.certificates import Pkcs12, Signer
from mediatordesk.signing.report import verify
from mediatordesk.signing.revision_writers import revision_of
from mediatordesk.signing.seal import seal
from mediatordesk.signing.statements import ActingPdf, Statement

SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)


def script(words: str = "app.alert('a<b')") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(words))


def at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def by_name(pdf: pikepdf.Pdf) -> None:
    named = Array([String("O'Brien & Sons"), pdf.make_indirect(script())])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=named))


def on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].AA = Dictionary(O=pdf.make_indirect(script()))


def on_a_click(pdf: pikepdf.Pdf) -> None:
    box = Array([0, 0, 10, 10])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=script())
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def after_another(pdf: pikepdf.Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
    first.Next = Array([pdf.make_indirect(script())])
    pdf.Root.OpenAction = pdf.make_indirect(first)


def in_a_field(pdf: pikepdf.Pdf) -> None:
    kid = pdf.make_indirect(Dictionary(T=String("b"), AA=Dictionary(K=script())))
    field = Dictionary(T=String("金额"), Kids=Array([kid]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def a_program(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def a_form_of_its_own(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


WAYS = {
    at_opening: "JavaScript",
    by_name: "JavaScript",
    on_a_page: "JavaScript",
    on_a_click: "JavaScript",
    after_another: "JavaScript",
    in_a_field: "JavaScript",
    a_program: "Launch",
    a_form_of_its_own: "XFA",
}


def acting(pdf: bytes, way: object) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        way(opened)  # type: ignore[operator] # one of WAYS
        opened.save(target, static_id=True)
    return target.getvalue()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_paper_that_acts_is_named_and_not_sealed(
    agreement: bytes, committee: Signer, way: object
) -> None:
    with pytest.raises(ActingPdf, match=WAYS[way]) as refused:  # type: ignore[index] # as above
        seal(acting(agreement, way), committee, Statement(SIGNED))
    assert len(refused.value.lines()) == 3


def test_one_that_was_signed_elsewhere_is_named_and_counts_as_nothing(
    agreement: bytes, committee: Signer, certificate: Pkcs12, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediatordesk.signing.revisions.acts_of", lambda _reader: "")
    signed = seal(acting(agreement, at_opening), committee, Statement(SIGNED))
    report = verify(signed, trust=[certificate.authority], at=SIGNED)
    assert report.intact
    assert not report.bottom_line
    assert "does something by itself (JavaScript)" in report.words


def test_a_link_to_the_web_is_no_act(agreement: bytes, committee: Signer) -> None:
    def with_link(pdf: pikepdf.Pdf) -> None:
        web = Dictionary(S=Name.URI, URI=String("http://a.b/?x=1&y=2"))
        box = Array([0, 0, 10, 10])
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=web)
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])

    linked = acting(agreement, with_link)
    assert acts_of(revision_of(linked).prev) == ""
    assert verify(seal(linked, committee, Statement(SIGNED)), at=SIGNED).intact


def test_actions_that_follow_each_other_in_a_ring_come_to_an_end(
    agreement: bytes, committee: Signer
) -> None:
    def ring(pdf: pikepdf.Pdf) -> None:
        first = pdf.make_indirect(Dictionary(S=Name.GoTo))
        first.Next = first
        pdf.Root.OpenAction = first

    assert seal(acting(agreement, ring), committee, Statement(SIGNED))
