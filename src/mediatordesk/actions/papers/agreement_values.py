"""An agreement as the papers print it: its clauses, what is owed, who gets a copy."""

from collections.abc import Iterable
from uuid import UUID

from mediatordesk.core.agreements import ClauseKind, MediationAgreement, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.money import capitals, yuan
from mediatordesk.documents.templates.scope import numeral

SENTENCE_ENDS = "。；！？"
INDENT = "\n　　"
"""A line break begins no paragraph: the two characters that one is set in by are written out."""


def agreement_values(file: CaseFile, agreement: MediationAgreement | None) -> dict[str, object]:
    """Return what is printed of an agreement; nothing while there is none."""
    if agreement is None:
        return {"协议编号": None}
    clauses = tuple(_sentence(one.text) for one in file.clauses_of(agreement.id))
    obligations = tuple(obligation_value(file, one) for one in file.obligations_of(agreement.id))
    confirmed = agreement.confirmation_wanted
    performance = _sentence(agreement.performance) if agreement.performance else ""
    return {
        "协议编号": agreement.number,
        "协议日期": agreement.agreed_on,
        "生效日期": agreement.effective_on,
        "协议事实": indented(agreement.facts or file.case.facts),
        "各方责任": indented(agreement.responsibility),
        "条款": clauses,
        "协议主要内容": _numbered(clauses),
        "履行": obligations,
        "履行说明": performance,
        "已约定履行": bool(obligations or performance),
        "履行要点": performance or _joined(str(one["说明"]) for one in obligations),
        "申请司法确认": confirmed,
        "司法确认": {"同意": confirmed, "不同意": not confirmed},
        "份数": numeral(agreement.copies or _copies(file, confirmed=confirmed)),
    }


def indented(text: str) -> str:
    """Return a text of several lines as the forms set it: each line set in like a paragraph."""
    return INDENT.join(filter(None, map(str.strip, text.splitlines())))


def agreement_of(file: CaseFile, about: UUID | None) -> MediationAgreement | None:
    """Return the agreement that a paper is about: itself, what is owed under it, or a visit.

    Without a subject it is the last one.
    """
    owners = {one.id: one.id for one in file.agreements}
    owners |= {one.id: one.agreement_id for one in file.obligations}
    owners |= {one.id: one.agreement_id for one in file.visits}
    owed = next((one.obligation_id for one in file.performances if one.id == about), about)
    if owed in owners:
        return file.agreement(owners[owed])
    return file.agreements[-1] if file.agreements else None


def obligation_value(file: CaseFile, owed: Obligation) -> dict[str, object]:
    """Return what is owed: money with capitals, or an action, and by which day."""
    obligor, obligee = file.party(owed.obligor_id).name, file.party(owed.obligee_id).name
    action = owed.action.removeprefix(obligor)
    told: dict[str, object] = {
        "付款人": obligor,
        "收款人": obligee,
        "义务人": obligor,
        "权利人": obligee,
        "事项": action,
        "期限": owed.due_on,
        "方式说明": f"，{owed.method.rstrip(SENTENCE_ENDS)}" if owed.method else None,
        "是付款": owed.amount is not None,
        "是行为": owed.amount is None,
    }
    return told | _amount(owed.amount) | {"说明": _in_words(owed, obligor, obligee, action)}


def receipt_values(file: CaseFile, about: UUID | None) -> dict[str, object]:
    """Return what a receipt says (D21), for a performance or for the newest one of a duty."""
    done = [one for one in file.performances if about in {one.id, one.obligation_id}]
    if not done:
        return {}
    performance = done[-1]
    owed = next(one for one in file.obligations if one.id == performance.obligation_id)
    amounts = _amount(performance.amount)
    return {
        "付款人": file.party(owed.obligor_id).name,
        "条": _clause_number(file, owed),
        "金额": amounts["金额"],
        "金额大写": capitals(performance.amount) if performance.amount is not None else None,
        "履行凭据": performance.proof,
        "收款日期": performance.performed_on,
        "收款人编号": owed.obligee_id,
    }


def _amount(fen: int | None) -> dict[str, object]:
    """Return an amount in figures and in capitals, the latter without 人民币 before it."""
    if fen is None:
        return {"金额": None, "大写": None}
    return {"金额": f"￥{yuan(fen)}", "大写": capitals(fen).removeprefix("人民币")}


def _in_words(owed: Obligation, obligor: str, obligee: str, action: str) -> str:
    """Return what is owed as one sentence; a day that was not agreed is not made up.

    Nothing while neither an amount nor an action is known: the paper then lacks it.
    """
    if owed.amount is None and not action:
        return ""
    day = owed.due_on
    until = f"，不迟于{day.year}年{day.month}月{day.day}日（含当日）" if day else ""
    what = action
    if owed.amount is not None:
        what = f"向{obligee}支付{capitals(owed.amount)}（￥{yuan(owed.amount)}）"
    way = f"，{owed.method.rstrip(SENTENCE_ENDS)}" if owed.method else ""
    return f"{obligor}{what}{until}{way}。"


def _clause_number(file: CaseFile, owed: Obligation) -> str:
    """Return the number of the clause that a payment is owed under, as it is printed.

    The only payment clause has all instalments, or the only one that names the payee, or the
    amount as well; else clauses and duties go side by side.
    """
    clauses = file.clauses_of(owed.agreement_id)
    paying = [(n, one.text) for n, one in enumerate(clauses, 1) if one.kind is ClauseKind.PAYMENT]
    payee = file.party(owed.obligee_id).name
    named = [(n, text) for n, text in paying if payee in text]
    exact = [(n, text) for n, text in named if owed.amount and yuan(owed.amount) in text]
    only = next((one for one in (paying, named, exact) if len(one) == 1), [])
    return numeral(only[0][0] if only else owed.position)


def _copies(file: CaseFile, *, confirmed: bool) -> int:
    """Return how many copies: one each, one for the committee, two for the court."""
    return len(file.parties) + 1 + (2 if confirmed else 0)


def _numbered(clauses: tuple[str, ...]) -> str:
    return "".join(f"{numeral(n)}、{clause}" for n, clause in enumerate(clauses, 1))


def _joined(sentences: Iterable[str]) -> str:
    """Return sentences in a row, nothing if one of them is still missing."""
    every = tuple(sentences)
    return "".join(every) if all(every) else ""


def _sentence(text: str) -> str:
    """Return a clause with a full stop if it has none."""
    words = indented(text)
    return words if words.endswith(tuple(SENTENCE_ENDS)) else f"{words}。"
