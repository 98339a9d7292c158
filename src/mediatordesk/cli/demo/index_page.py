"""The index page of the demo's folder: plain HTML that opens anywhere."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from mediatordesk.cli.demo.shelf import Shelf, Shown

STYLE = """
body{font:16px/1.7 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1d2733;background:#f5f6f8;
margin:0}main{max-width:60rem;margin:0 auto;padding:2rem}section{background:#fff;border:1px solid
#dde1e7;border-radius:8px;padding:1rem 1.5rem;margin:1rem 0}h1{font-size:1.6rem}h2{font-size:1.2rem;
margin:.4rem 0}p.about{color:#5c6b7a;margin:.2rem 0 .8rem}table{border-collapse:collapse;width:100%}
td{padding:.25rem .5rem .25rem 0;vertical-align:top;border-top:1px solid #eef0f3}
td:first-child{width:60%}a{color:#1f5fa8}code{background:#eef0f3;padding:0 .3rem;border-radius:4px}
"""


def index_page(home: Path, shelves: Sequence[Shelf], more: Sequence[Shown], opening: str) -> str:
    """Return the page: a section for each scenario, and one for desk, stick and centre."""
    sections = [_section(home, one.title, one.about, one.shown) for one in shelves]
    sections.append(
        _section(home, "工作台、U 盘、中心", "加密的工作台、U 盘上的加密包、中心的报表", more)
    )
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>调解工作台 演示</title>'
        f"<style>{STYLE}</style><main><h1>调解工作台 演示</h1>"
        f"<p>全部人物、号码、印章和证书均为测试用。打开工作台窗口：<code>{escape(opening)}</code></p>"
        f"{''.join(sections)}</main></html>\n"
    )


def _section(home: Path, title: str, about: str, shown: Iterable[Shown]) -> str:
    rows = "".join(
        f"<tr><td>{_links(home, one)}</td><td>{escape(one.what)}</td></tr>" for one in shown
    )
    heading = f'<h2>{escape(title)}</h2><p class="about">{escape(about)}</p>'
    return f"<section>{heading}<table>{rows}</table></section>"


def _links(home: Path, shown: Shown) -> str:
    """Return a link to the first file by its name, and to the others by their kind."""
    first, *others = shown.paths
    links = [_link(home, first, first.name)]
    links += [_link(home, path, path.suffix.lstrip(".").upper()) for path in others]
    return " · ".join(links)


def _link(home: Path, path: Path, words: str) -> str:
    return f'<a href="{quote(path.relative_to(home).as_posix())}">{escape(words)}</a>'
