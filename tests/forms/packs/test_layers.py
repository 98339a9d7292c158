"""Own packs over those of the program: what is touched is made anew, the rest stays as it is."""

from collections.abc import Mapping

import pytest

from mediatordesk.forms import Packs
from mediatordesk.forms.errors import BrokenPack, DamagedPack
from mediatordesk.forms.packs.expressions import expression_faults
from mediatordesk.forms.packs.layers import with_own_packs
from mediatordesk.forms.packs.pack_files import PackData, PackFault
from mediatordesk.forms.packs.pack_sources import PackContent

HEAD = '[pack]\nname = "{name}"\ntitle = "长洲 a<b"\nversion = "3"\nextends = "{extends}"\n'
FIELD = '[[fields]]\nname = "{name}"\nlabel = "街道"\nkind = "{kind}"\n'
CHECK = (
    '[[checks]]\ncode = "Z1"\nlevel = "W"\ntitle = "x"\nwhy = "x"\nstages = ["sign"]\n'
    'when = "{when}"\nlocal = true\n'
)


def own(name: str, extends: str, *texts: str) -> PackContent:
    """Return a pack of an office's own."""
    head = HEAD.format(name=name, extends=extends)
    return PackContent(name, {"pack.toml": "\n".join((head, *texts)).encode()})


def test_what_is_not_touched_is_the_very_same(packs: Packs) -> None:
    after = with_own_packs(packs, [own("social-insurance", "social-insurance")])
    assert after.pack("people") is packs.pack("people")
    assert after.pack("court") is packs.pack("court")
    assert after.pack("social-insurance").title == "长洲 a<b"
    assert after.offered() == packs.offered()


def test_the_ground_of_all_packs_can_be_changed_and_stays_a_ground(packs: Packs) -> None:
    field = FIELD.format(name="street", kind="text")
    after = with_own_packs(packs, [own("court", "court", field)])
    assert after.offered() == packs.offered()
    assert after.pack("court").data.base
    for name in after.names():
        assert "street" in {one.name for one in after.pack(name).fields()}
        assert after.pack(name).version.endswith(" + 3") == (name == "court")


def test_rules_below_are_looked_at_again_only_if_their_words_mean_something_else(
    packs: Packs, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def counted(one: PackData, whole: PackData) -> tuple[PackFault, ...]:
        looked.append(one.version)
        return expression_faults(one, whole)

    monkeypatch.setattr("mediatordesk.forms.packs.layers.expression_faults", counted)
    with_own_packs(packs, [own("people", "people", FIELD.format(name="street", kind="text"))])
    assert looked == ["3", "3"]  # its own, for people and for what extends it
    with_own_packs(packs, [own("people", "people", FIELD.format(name="difficulty", kind="text"))])
    assert looked == ["3"] * 4  # a choice is a text


def test_rules_below_that_ask_for_another_kind_break_the_pack(packs: Packs) -> None:
    changed = own("people", "people", FIELD.format(name="difficulty", kind="day"))
    after = with_own_packs(packs, [changed])
    assert after.names() == ("court",)
    with pytest.raises(BrokenPack):
        after.pack("people")


@pytest.mark.parametrize(
    "spoilt",
    [
        own("people", "people", CHECK.format(when="elements.天气")),
        own("people", "people", "[[checks]"),
        own("people", "people", '[[checks]]\ncode = "\xff"\n'),
        PackContent("people", {"pack.toml": b"\xff\xfe"}),
        PackContent("people", {}),
    ],
)
def test_a_spoilt_pack_breaks_what_rests_on_it_and_nothing_else(
    packs: Packs, spoilt: PackContent
) -> None:
    after = with_own_packs(packs, [spoilt, own("estate", "court")])
    assert set(after.names()) == {"court", "estate"}
    for name in ("people", "social-insurance"):
        with pytest.raises(BrokenPack) as caught:
            after.pack(name)
        assert all(caught.value.lines())


def test_a_pack_whose_files_are_lost_says_so_wherever_it_is_needed(packs: Packs) -> None:
    lost: Mapping[str, DamagedPack] = {"people": DamagedPack(pack="people")}
    after = with_own_packs(packs, [own("estate", "people")], lost)
    assert after.names() == ("court",)
    for name in ("people", "social-insurance", "estate"):
        with pytest.raises(DamagedPack):
            after.pack(name)


def test_packs_of_ones_own_rest_on_each_other_in_any_order(packs: Packs) -> None:
    both = [own("a", "z"), own("z", "people")]
    for order in (both, both[::-1]):
        after = with_own_packs(packs, order)
        assert [one.name for one in after.pack("a").line] == ["court", "people", "z", "a"]


@pytest.mark.parametrize("name", ["a", "没有"])
def test_a_pack_over_nothing_or_in_a_circle_is_broken(packs: Packs, name: str) -> None:
    after = with_own_packs(packs, [own("a", name), own(name, "a")])
    assert after.offered() == packs.offered()
    with pytest.raises(BrokenPack):
        after.pack("a")


def test_what_the_program_has_broken_itself_stays_broken(packs: Packs) -> None:
    usable = {name: packs.pack(name) for name in ("court",)}
    installed = Packs(packs.folder, usable, {"people": DamagedPack(pack="people")})
    after = with_own_packs(installed, [own("people", "people"), own("estate", "people")])
    with pytest.raises(DamagedPack):
        after.pack("people")
    with pytest.raises(DamagedPack):
        after.pack("estate")
