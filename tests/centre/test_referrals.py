"""A case handed on to another office of the centre: that office sees it, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added, changed
from mediatordesk.core.routing import Hop
from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.bundles.names import REFERRALS
from mediatordesk.sync.bundles.referrals import pack_referral
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.delivery.referred import hear_referrals, referred_cases
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import CLERK, Laptop, enrolled

TOWN = "长洲镇 a<b 人民调解委员会"


@pytest.fixture
def village(new_laptop: Callable[[str, UUID], Laptop]) -> Laptop:
    return new_laptop("正阳村", uuid4())


@pytest.fixture
def town(centre: Centre, tmp_path: Path) -> Laptop:
    return enrolled(centre, tmp_path / "长洲镇", uuid4(), TOWN)


def add_party(laptop: Laptop, case: Case, name: str) -> Party:
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, position=1, name=name)
    laptop.line.store.commit(CLERK, [added(party)])
    return party


def hand_on(laptop: Laptop, case: Case, to: str = TOWN) -> Hop:
    hop = Hop(
        case_id=case.id, position=1, from_office="正阳村", to_office=to, sent_on=date(2026, 11, 22)
    )
    laptop.line.store.commit(CLERK, [added(hop)])
    return hop


def exchanged(centre: Centre, stick: FolderMailbox, *laptops: Laptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            send(laptop.line, stick)
        centre.receive(stick)


def referred_to(centre: Centre, stick: FolderMailbox, village: Laptop, town: Laptop) -> int:
    town.add_case("镇里自己的案")
    exchanged(centre, stick, village, town)
    return hear_referrals(town.line, stick)


def test_the_other_office_sees_the_case_as_its_author_has_written_it(
    centre: Centre, village: Laptop, town: Laptop, stick: FolderMailbox
) -> None:
    case = village.correct(village.add_case("覃𬭎与 O'Brien & Sons"), facts="排水沟堵塞")
    party = add_party(village, case, "Nguyễn Văn Đức")
    hand_on(village, case)
    assert referred_to(centre, stick, village, town) == 1
    [one] = referred_cases(town.line)
    found = {record.id: record for record in one.records}
    assert found[case.id] == case
    assert found[party.id] == party
    assert one.referral.from_office == village.line.grant.office
    authors = {author for author, *_ in one.referral.changes()}
    assert authors == {village.line.device.signing.verify_key}
    assert hear_referrals(town.line, stick) == 0


def test_no_other_case_leaves_its_office(
    centre: Centre, village: Laptop, town: Laptop, stick: FolderMailbox
) -> None:
    case, other = village.add_case("移交的案"), village.add_case("不移交的秘密")
    add_party(village, other, "覃𬭎")
    both = [changed(one, replace(one, mediator="莫志强")) for one in (case, other)]
    village.line.store.commit(CLERK, both)
    hand_on(village, case)
    referred_to(centre, stick, village, town)
    [one] = referred_cases(town.line)
    assert {record.TABLE for record in one.records} == {"case", "hop"}
    assert one.referral.left_out == 1
    assert "秘密" not in repr(one)
    assert "覃𬭎" not in repr(one)


def test_what_is_written_later_comes_too_until_the_case_is_answered(
    centre: Centre, village: Laptop, town: Laptop, stick: FolderMailbox
) -> None:
    case = village.add_case("先移交")
    hop = hand_on(village, case)
    referred_to(centre, stick, village, town)
    village.correct(case, title="后更正")
    exchanged(centre, stick, village, town)
    assert hear_referrals(town.line, stick) == 1
    [one] = referred_cases(town.line)
    assert "后更正" in {record.title for record in one.records if isinstance(record, Case)}
    answered = replace(hop, reply="已受理", replied_on=date(2026, 11, 23))
    village.line.store.commit(CLERK, [changed(hop, answered)])
    exchanged(centre, stick, village, town)
    assert hear_referrals(town.line, stick) == 0


def test_a_case_that_is_handed_on_elsewhere_stays_where_it_is(
    centre: Centre, village: Laptop, town: Laptop, stick: FolderMailbox
) -> None:
    hand_on(village, village.add_case(), "别处的法院")
    assert referred_to(centre, stick, village, town) == 0
    assert not [name for name in stick.names() if f"/{REFERRALS}/" in name]


def test_a_forged_referral_is_not_kept(
    centre: Centre, village: Laptop, town: Laptop, stick: FolderMailbox
) -> None:
    hand_on(village, village.add_case())
    referred_to(centre, stick, village, town)
    [one] = referred_cases(town.line)
    first = one.referral.extracts[0]
    thief = replace(first, author=SigningKey.new().verify_key)
    forged = replace(one.referral, case_id=uuid4(), extracts=(thief,))
    recipient = town.line.grant.office_identity.recipient
    stick.put(pack_referral(forged, 9, centre.secrets.signing, recipient))
    assert hear_referrals(town.line, stick) == 0
