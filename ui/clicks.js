// Clicks on parts that carry data-open, data-drop and the like become Gradio events; no state is kept.
const names = [NAMES];
element.addEventListener('click', (event) => {
  for (const name of names) {
    const part = event.target.closest(`[data-${name}]`);
    if (part) { trigger(name, { key: part.dataset[name] }); return; }
  }
});
