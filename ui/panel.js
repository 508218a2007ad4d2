// The evidence panel, after clicks.js: clicks on markers in the chat become Gradio events as clicks on buttons here do.
const PLACE = /^#evidence-(\d+-\d+)$/;

// A click on a claim does what one on its marker does, unless it ends a selection of words.
const markerAt = (target) => {
  if (!target.closest) return null;
  const link = target.closest('a[href^="#evidence-"]');
  if (link) return link;
  const claim = target.closest('#conversation .bot-row :is(p, li)');
  const selecting = !getSelection().isCollapsed;
  return claim && !selecting && !target.closest('a, button') ? claim.querySelector('a[href^="#evidence-"]') : null;
};

document.addEventListener('click', (event) => {
  const link = markerAt(event.target);
  const match = link && PLACE.exec(link.getAttribute('href'));
  if (!match) return;
  event.preventDefault();
  event.stopPropagation();
  trigger('open', { key: match[1] });
}, true);

document.addEventListener('keydown', (event) => {
  const back = event.isTrusted && event.key === 'Escape' && element.querySelector('[data-back]');
  if (back) back.click();
});

// Gradio leaves a list open that the keyboard has only passed by.
document.addEventListener('focusout', ({ target }) => {
  if (target.matches('input[role=combobox]')) target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
});

// Keys can scroll the evidence, and what Gradio calls a list of examples is a group of buttons.
const column = element.closest('#evidence') || element;
column.tabIndex = 0;
column.setAttribute('role', 'region');
column.setAttribute('aria-label', 'Evidence and documents');
const page = element.closest('#desk') || document.body;
const narrow = () => matchMedia('(max-width: 860px)').matches;
let greeted = false;
let asked = 0;
const settle = () => {
  // Where the whole page scrolls, a question just asked is brought to its top.
  const questions = page.querySelectorAll('#conversation .user-row');
  if (narrow() && questions.length > asked) questions[questions.length - 1].scrollIntoView();
  asked = questions.length;
  page.querySelectorAll('.examples[role="list"]').forEach((group) => {
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Questions to begin with');
  });
  // Ready to type, once, except where a keyboard would cover half of a small screen.
  const question = !greeted && page.querySelector('#question textarea:enabled');
  if (!question) return;
  greeted = true;
  if (!narrow()) question.focus({ preventScroll: true });
};
settle();
new MutationObserver(settle).observe(page, { childList: true, subtree: true });

// The browser's way back closes what was opened over the evidence, which on a phone covers the page.
let opened = false;
window.addEventListener('popstate', () => {
  const back = opened && element.querySelector('[data-back]');
  opened = false;
  if (back) back.click();
});
const keepHistory = (open) => {
  if (open && !opened) history.pushState({ dateline: 'opened' }, '');
  const closed = opened && !open;
  opened = open;
  if (closed) history.back();
};

// When it is closed again, the keyboard goes on where it was.
let opener = null;
document.addEventListener('click', (event) => {
  const part = !opened && event.target.closest && event.target.closest('a[href^="#evidence-"], [data-open], [data-why]');
  if (part) opener = part;
}, true);
const goOn = () => {
  if (!opener || document.activeElement !== document.body) return;
  const { open, why } = opener.dataset;
  const again = opener.isConnected ? opener : element.querySelector(`[data-open="${open}"], [data-why="${why}"]`);
  (again || column).focus({ preventScroll: true });
  opener = null;
};

watch('value', () => {
  const panel = element.closest('#evidence') || element;
  const target = element.querySelector('mark.target');
  if (target) target.scrollIntoView({ block: 'center' }); else panel.scrollTop = 0;
  const back = element.querySelector('[data-back]');
  keepHistory(Boolean(back));
  if (back) back.focus({ preventScroll: true }); else goOn();
});
