"""The folder that the demo leaves: papers, packets, and an index page that says what each is."""

from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.actions.handover.exports import Exported
from mediatordesk.actions.papers.papers import MadePaper
from mediatordesk.core.papers import Paper


@dataclass(frozen=True)
class Shown:
    """One thing of the folder, its files (Word and PDF of one paper), and what it is."""

    paths: tuple[Path, ...]
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
        paths = tuple(
            self._write(Path("文书") / f"{stem}.{ending}", data)
            for ending, data in (("docx", made.docx), ("pdf", made.pdf))
        )
        self.shown.append(Shown(paths, made.paper.title))

    def add_sealed(self, paper: Paper, name: str, data: bytes) -> None:
        """Write a signed and sealed paper."""
        path = self._write(Path("已签封") / f"{_stem(paper, name)}_v{paper.version}.pdf", data)
        self.shown.append(Shown((path,), f"{paper.title}（已签名盖章，可用阅读器查看签名）"))

    def add_authority(self, certificate: bytes) -> None:
        """Write the certificate that a receiver trusts to verify the seals (DER), once."""
        path = Path("已签封") / "测试证书颁发者.cer"
        if not (self.folder / path).exists():
            written = self._write(path, certificate)
            self.shown.append(Shown((written,), "测试证书的颁发者，核验签名时用它（--trust）"))

    def add_packet(self, receiver: str, made: Exported) -> Path:
        """Write a packet."""
        self.packets += 1
        path = self._write(Path("送交") / f"{receiver}_{self.packets}.zip", made.data)
        self.shown.append(Shown((path,), f"送交{receiver}的材料包，共{len(made.papers)}份"))
        return path

    def _write(self, name: Path, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


def _stem(paper: Paper, name: str) -> str:
    return "_".join(filter(None, (paper.kind, paper.title, name)))
