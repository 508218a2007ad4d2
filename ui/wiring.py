"""What happens on the page when a person does something in a conversation: events of its parts, met by the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any

from index.errors import DatelineError
from ui import chart, export
from ui.conversations import Memory, Remembered
from ui.desk import Desk, Judging, messages, thumbs
from ui.filters import Controls
from ui.layout import FILTER, Parts
from ui.offline_gradio import gr
from ui.session import Session

PRIVATE = {"api_visibility": "private", "show_progress": "hidden"}
QUICK = {**PRIVATE, "queue": False}
SAVE = """(text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = 'conversation.md';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""
"""The browser saves a text as a file, without the server keeping one."""


def errors_shown(handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose errors of ours are shown to the person in their one line."""

    @wraps(handler)
    def wrapper(*args: Any) -> Any:
        try:
            return handler(*args)
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return wrapper


def controls(after: str | None, before: str | None, sources: Sequence[str] | None) -> Controls:
    """The values of the three filter fields as they come from the page."""
    return Controls((after or "").strip(), (before or "").strip(), tuple(sources or ()))


def wire_conversation(desk: Desk, memory: Memory, parts: Parts) -> tuple[list[Any], list[Any]]:
    """Asking, stopping, asking again, and the filters. Answering streams to chat and panel; stop cancels it.

    A page that was open while the server was started anew goes on with the conversation its browser remembers.

    Returns the events after which a conversation is to be kept, and those to be cancelled before another one is shown.
    """
    posing = [parts.session, parts.chatbot, parts.question, parts.note_row]
    shown = [parts.chatbot, *parts.beside]

    def pick(sent: Any, state: Session | None, _: str, given: Controls) -> tuple[Any, ...]:
        return _busy(desk.pose(state, str(sent["value"]["text"]), given))

    def unfiltered(sent: Any, state: Session | None, _: str, given: Controls) -> tuple[Any, ...]:
        freed, kept = desk.freed(state, str(sent["key"]), given), given.without(str(sent["key"]))
        return *(_busy(freed) if freed else (gr.skip(),) * 4), kept.after, kept.before, list(kept.sources)

    def answer(state: Session | None) -> Iterator[tuple[Any, ...]]:
        as_it_was = (gr.skip(),) * len(parts.beside)
        yield gr.skip(), *as_it_was  # where nothing is to be answered, as nothing at all would empty both
        for shown, side in desk.answer(state) if state else ():
            yield shown, *(as_it_was if side is None else beside(side))

    def stop(state: Session | None) -> tuple[Any, ...]:
        if state is None:
            return (gr.skip(),) * len(shown)
        state.stop()
        return messages(state), *beside(desk.back(state, ""))

    def idle(state: Session | None, *given: Any) -> tuple[Any, ...]:
        if state is not None and state.answering:  # a second question was sent in vain
            return gr.skip(), gr.skip()
        return gr.Textbox(submit_btn=True, stop_btn=False), desk.chips(state, controls(*given))

    def restart(*given: Any) -> tuple[Any, ...]:
        ready, shown = gr.Textbox(value="", submit_btn=True, stop_btn=False), desk.chips(None, controls(*given))
        return None, talk(None), ready, gr.Row(visible=False), shown, *beside(desk.welcome())

    whose = [parts.session, parts.browser, parts.question, *parts.filtered]
    after_answer = [parts.session, *parts.filtered], [parts.question, parts.chips]
    running: list[Any] = []
    changed: list[Any] = []
    for trigger, ask, outputs in (
        (parts.question.submit, lambda _, now, text, given: _busy(desk.pose(now, text, given)), posing),
        (parts.chatbot.example_select, pick, posing),
        (parts.chatbot.retry, lambda sent, now, _, given: _busy(desk.again(now, int(sent["index"]), given)), posing),
        (parts.chips.drop, unfiltered, [*posing, *parts.filtered]),
    ):
        posed = trigger(_asking(memory, ask, len(outputs)), whose, outputs, **QUICK)
        answered = posed.then(answer, [parts.session], shown, **PRIVATE)
        changed += [posed, answered.then(idle, *after_answer, **QUICK)]
        running.append(answered)
    stopped = parts.question.stop(stop, [parts.session], shown, cancels=running, **QUICK)
    changed.append(stopped.then(idle, *after_answer, **QUICK))
    fresh = [*posing, parts.chips, *parts.beside]
    changed.append(parts.fresh.click(restart, parts.filtered, fresh, cancels=running, **QUICK))
    _wire_filters(desk, parts)
    _wire_export(memory, parts)
    return changed, running


def _asking(
    memory: Memory, ask: Callable[[Any, Session | None, str, Controls], tuple[Any, ...]], outputs: int
) -> Callable[..., tuple[Any, ...]]:
    """A handler that asks: of what the event was sent with, the conversation, the text typed, and the filters.

    While a question is answered nothing is asked: what was typed stays where it is.
    """

    def handler(event: gr.EventData, state: Session | None, stored: Any, text: str, *given: Any) -> tuple[Any, ...]:
        current = memory.present(state, stored)
        if current is not None and current.answering:
            return (gr.skip(),) * outputs
        return ask(event._data, current, text, controls(*given))

    return handler


def _busy(state: Session | None) -> tuple[Any, ...]:
    """What the page shows while a question is answered."""
    return state, talk(state), gr.Textbox(value="", submit_btn=False, stop_btn=True), gr.Row(visible=False)


def wire_memory(desk: Desk, memory: Memory, parts: Parts, *, page: Any, changed: list[Any], running: list[Any]) -> None:
    """So that conversations outlast a reload: kept after the events `changed`, listed, opened, deleted.

    `running` are cancelled before another one is shown.
    """
    listed = [parts.browser, parts.earlier_row, parts.earlier, parts.forget]
    shown = [parts.session, parts.chatbot, parts.chips, parts.note_row, *parts.beside]

    def listing(kept: Remembered) -> tuple[Any, ...]:
        memory.note(kept)
        choices = [(title, identity) for identity, title in kept.known]
        if not kept.current:
            choices = [("New conversation", ""), *choices]
        row, chosen = gr.Row(visible=bool(kept.known)), gr.Dropdown(choices, value=kept.current)
        return kept.record(), row, chosen, gr.Button(visible=bool(kept.current))

    def keep(state: Session | None, stored: Any) -> tuple[Any, ...]:
        if state is None or not state.turns:
            return listing(memory.listed(stored).opening(""))
        memory.keep(state)
        return listing(memory.listed(stored).with_open(state))

    def conversation(state: Session | None, *given: Any) -> tuple[Any, ...]:
        if state is not None:
            state.stop()  # what a reload broke off is told as such
        chips = desk.chips(state, controls(*given))
        return state, talk(state), chips, gr.Row(visible=False), *beside(desk.back(state, ""))

    def switch(stored: Any, identity: str | None, *given: Any) -> tuple[Any, ...]:
        kept = memory.listed(stored)
        kept = kept if identity is None else kept.opening(identity)  # none is picked where the page is loaded
        return *conversation(memory.recall(kept.current), *given), *listing(kept)

    def forget(stored: Any, state: Session | None, *given: Any) -> tuple[Any, ...]:
        kept = memory.listed(stored)
        if state is not None and state.identity in dict(kept.known):
            memory.forget(state.identity)
            kept = kept.without(state.identity)
        return *conversation(None, *given), *listing(kept)

    def load(state: Session | None, *picked: Any) -> tuple[Any, ...]:
        """What was open before; nothing where somebody has asked already, as this may come late."""
        return switch(*picked) if state is None else (gr.skip(),) * len(everything)

    for event in changed:
        event.then(keep, [parts.session, parts.browser], listed, **QUICK)
    picked, everything = [parts.browser, parts.earlier, *parts.filtered], [*shown, *listed]
    page.load(load, [parts.session, *picked], everything, **QUICK)
    # Not `input`, which also comes when the keyboard only passes through the field.
    parts.earlier.select(switch, picked, everything, cancels=running, **QUICK)
    whose = [parts.browser, parts.session, *parts.filtered]
    parts.forget.click(forget, whose, everything, cancels=running, **QUICK)


def talk(state: Session | None) -> Any:
    """A conversation with its thumbs, which Gradio otherwise leaves as they were in the one before."""
    return gr.Chatbot(messages(state) if state else [], feedback_value=thumbs(state) if state else [])


def _wire_filters(desk: Desk, parts: Parts) -> None:
    """The fields of the filters: shown by a button, and told as chips when they are left."""

    def unfold(said: str) -> tuple[Any, ...]:
        return gr.Row(visible=said == FILTER), gr.Button("Hide the filters" if said == FILTER else FILTER)

    def chips(state: Session | None, after: Any, before: Any, sources: Any) -> str:
        return desk.chips(state, controls(after, before, sources))

    for changed in (parts.after.blur, parts.after.submit, parts.before.blur, parts.before.submit, parts.sources.input):
        changed(chips, [parts.session, *parts.filtered], [parts.chips], **QUICK)
    parts.filtering.click(unfold, [parts.filtering], [parts.filters, parts.filtering], **QUICK)


def _wire_export(memory: Memory, parts: Parts) -> None:
    def as_text(state: Session | None, stored: Any) -> str:
        return export.conversation(memory.present(state, stored))

    saved = parts.export.click(errors_shown(as_text), [parts.session, parts.browser], [parts.exported], **QUICK)
    saved.success(None, [parts.exported], None, js=SAVE, **PRIVATE)


def wire_panel(desk: Desk, memory: Memory, parts: Parts) -> None:
    """Opening a document at a passage or from the library, why an answer is as it is, and the way back."""

    def opened(state: Session | None, stored: Any, event: gr.EventData) -> tuple[Any, ...]:
        key, state = key_of(event), memory.present(state, stored)
        document = key.removeprefix("d-") if key.startswith("d-") else ""
        return beside(errors_shown(desk.opened)(state, key), document)

    def back(state: Session | None, stored: Any, event: gr.EventData) -> tuple[Any, ...]:
        return beside(desk.back(memory.present(state, stored), key_of(event)))

    def why(state: Session | None, stored: Any, event: gr.EventData) -> Any:
        return errors_shown(desk.why)(memory.present(state, stored), key_of(event))

    whose = [parts.session, parts.browser]
    for part in (parts.panel, parts.listing, parts.said):
        part.open(opened, whose, parts.beside, **PRIVATE)
    parts.panel.back(back, whose, parts.beside, **PRIVATE)
    parts.panel.why(why, whose, [parts.panel], **PRIVATE)


def beside(view: str, document_id: str = "") -> tuple[Any, ...]:
    """The column beside the conversation, `parts.beside`: a view and, with a document of the library, its handling."""
    closed = gr.Column(visible=False)
    return view, document_id, gr.Column(visible=bool(document_id)), closed, closed


def wire_timeline(desk: Desk, memory: Memory, parts: Parts) -> None:
    """Who said what, in order of date: as asked for on its page, or as an answer suggests it."""

    def tell(state: Session | None, actor: str, about: str) -> tuple[Any, ...]:
        current, shown = errors_shown(desk.timeline)(state, actor, about)
        figure = chart.figure(current.told)
        return current, gr.Column(visible=figure is not None), figure, shown

    def tell_of(state: Session | None, stored: Any, event: gr.EventData) -> tuple[Any, ...]:
        current = memory.present(state, stored)
        actor, about = errors_shown(desk.suggested)(current, key_of(event))
        return gr.Tabs(selected="timeline"), actor, about, *tell(current, actor, about)

    outputs = [parts.session, parts.chart_row, parts.chart, parts.said]
    whose, filled = [parts.session, parts.browser], [parts.tabs, parts.actor, parts.about]
    parts.panel.told(tell_of, whose, [*filled, *outputs], **PRIVATE)
    for trigger in (parts.tell.click, parts.actor.submit, parts.about.submit):
        trigger(tell, [parts.session, parts.actor, parts.about], outputs, **PRIVATE)


def wire_feedback(judging: Judging, parts: Parts) -> list[Any]:
    """Thumbs under an answer, and a note to go with them. Returns the events that change a conversation."""

    def judge(state: Session | None, liked: gr.LikeData) -> tuple[Any, ...]:
        number = errors_shown(judging.judge)(state, _message(liked.index), _verdict(liked.liked))
        shown = bool(number) and _verdict(liked.liked) != "none"
        return number, gr.Row(visible=shown), gr.Textbox(value="")

    def note(state: Session | None, number: int, text: str) -> Any:
        errors_shown(judging.note)(state, number, text)
        if text.strip():
            gr.Info("Your note is kept with the answer.", duration=4)
        return gr.Row(visible=False)

    parts.no_note.click(lambda: gr.Row(visible=False), None, [parts.note_row], **QUICK)
    return [
        parts.chatbot.like(judge, [parts.session], [parts.judged, parts.note_row, parts.note], **QUICK),
        parts.note.submit(note, [parts.session, parts.judged, parts.note], [parts.note_row], **QUICK),
    ]


def _message(index: int | Sequence[int]) -> int:
    return index if isinstance(index, int) else index[0]


def _verdict(liked: object) -> Any:
    """What Gradio sends for a thumb: a truth value, a word, or nothing when it is taken back."""
    return {True: "good", "Like": "good", False: "bad", "Dislike": "bad"}.get(liked, "none")


def key_of(event: Any) -> str:
    """What an event of an HTML part was sent with."""
    return str(event._data.get("key", ""))
