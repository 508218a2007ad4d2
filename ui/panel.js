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
  const back = event.key === 'Escape' && element.querySelector('[data-back]');
  if (back) back.click();
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
const keepHistory = (open) => {
  if (open && !opened) history.pushState({ dateline: 'opened' }, '');
  const closed = opened && !open;
  opened = open;
  if (closed) history.back();
};
window.addEventListener('popstate', () => {
  const back = opened && element.querySelector('[data-back]');
  opened = false;
  if (back) back.click();
});

watch('value', () => {
  keepHistory(Boolean(element.querySelector('[data-back]')));
  const panel = element.closest('#evidence') || element;
  const target = element.querySelector('mark.target');
  if (target) target.scrollIntoView({ block: 'center' }); else panel.scrollTop = 0;
  const back = element.querySelector('[data-back]');
  if (back) back.focus({ preventScroll: true });
});
