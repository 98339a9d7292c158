"""The folder that the demo leaves: papers, packets, and an index page that says what each is."""

from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.actions.handover import Exported
from mediatordesk.actions.papers import MadePaper
from mediatordesk.core.papers import Paper


@dataclass(frozen=True)
class Shown:
    """One file of the folder, and what it is."""

    path: Path
    what: str


@dataclass
class Shelf:
    """Where the files of one scenario go."""

    folder: Path
    title: str
    about: str
    shown: list[Shown] = field(default_factory=list)
    papers: int = 0
    packets: int = 0

    def add_paper(self, made: MadePaper, name: str) -> None:
        """Write a paper as Word and PDF."""
        self.papers += 1
        stem = f"{self.papers:02}_{_stem(made.paper, name)}"
        for ending, data in (("docx", made.docx), ("pdf", made.pdf)):
            self._write(
                Path("文书") / f"{stem}.{ending}", data, f"{made.paper.title}（{ending.upper()}）"
            )

    def add_sealed(self, paper: Paper, name: str, data: bytes) -> None:
        """Write a signed and sealed paper."""
        file_name = f"{_stem(paper, name)}_v{paper.version}.pdf"
        self._write(
            Path("已签封") / file_name, data, f"{paper.title}（已签名盖章，可用阅读器查看签名）"
        )

    def add_packet(self, receiver: str, made: Exported) -> Path:
        """Write a packet."""
        self.packets += 1
        path = Path("送交") / f"{receiver}_{self.packets}.zip"
        return self._write(path, made.data, f"送交{receiver}的材料包，共{len(made.papers)}份")

    def _write(self, name: Path, data: bytes, what: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.shown.append(Shown(path, what))
        return path


def _stem(paper: Paper, name: str) -> str:
    return "_".join(filter(None, (paper.kind, paper.title, name)))
