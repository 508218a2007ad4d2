"""What happens on the page so that conversations outlast a reload: kept after each answer, listed, opened, deleted."""

from __future__ import annotations

from typing import Any

from ui.desk import Desk
from ui.layout import Parts
from ui.memory import Memory, Remembered, remembered
from ui.quiet import gr
from ui.session import Session
from ui.wiring import QUICK, controls, talk


def wire_memory(desk: Desk, memory: Memory, parts: Parts, *, page: Any, ended: list[Any], running: list[Any]) -> None:
    """Keep conversations of this browser; `ended` end an answer or a conversation, `running` are cancelled first."""
    listed = [parts.browser, parts.earlier_row, parts.earlier, parts.forget]
    filtered = [parts.after, parts.before, parts.sources]
    shown = [parts.session, parts.chatbot, parts.panel, parts.chips, parts.note_row]

    def listing(kept: Remembered) -> tuple[Any, ...]:
        choices = [(title, identity) for identity, title in kept.known]
        if not kept.current:
            choices = [("New conversation", ""), *choices]
        row, chosen = gr.Row(visible=bool(kept.known)), gr.Dropdown(choices, value=kept.current)
        return kept.record(), row, chosen, gr.Button(visible=bool(kept.current))

    def keep(state: Session | None, stored: Any) -> tuple[Any, ...]:
        kept = remembered(stored).still_held(memory)
        if state is None or not state.turns:
            return listing(Remembered(kept.known))
        memory.keep(state)
        return listing(kept.with_open(state))

    def conversation(state: Session | None, *filtered: Any) -> tuple[Any, ...]:
        given = controls(*filtered)
        return state, talk(state), desk.back(state, ""), desk.chips(state, given), gr.Row(visible=False)

    def load(stored: Any, *filtered: Any) -> tuple[Any, ...]:
        kept = remembered(stored).still_held(memory)
        return *conversation(memory.recall(kept.current), *filtered), *listing(kept)

    def switch(stored: Any, identity: str | None, *filtered: Any) -> tuple[Any, ...]:
        kept = remembered(stored)
        known = {known for known, _ in kept.known}
        state = memory.recall(identity) if identity in known and identity else None
        opened = Remembered(kept.known, state.identity if state else "")
        return *conversation(state, *filtered), *listing(opened.still_held(memory))

    def forget(stored: Any, state: Session | None, *filtered: Any) -> tuple[Any, ...]:
        kept = remembered(stored)
        if state is not None and state.identity in {known for known, _ in kept.known}:
            memory.forget(state.identity)
            kept = kept.without(state.identity)
        return *conversation(None, *filtered), *listing(kept)

    for event in ended:
        event.then(keep, [parts.session, parts.browser], listed, **QUICK)
    page.load(load, [parts.browser, *filtered], [*shown, *listed], **QUICK)
    # Not `input`, which also comes when the keyboard only passes through the field.
    parts.earlier.select(switch, [parts.browser, parts.earlier, *filtered], [*shown, *listed], cancels=running, **QUICK)
    parts.forget.click(forget, [parts.browser, parts.session, *filtered], [*shown, *listed], cancels=running, **QUICK)
