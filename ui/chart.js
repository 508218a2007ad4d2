// A click on a point of the chart opens its statement, as a click in the table does.
const points = () => {
  const plot = document.querySelector('#chart .js-plotly-plot');
  if (!plot || !plot.on || plot.dataset.opens) return;
  plot.dataset.opens = 'yes';
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', 'Statements and events by day; the table below holds the same and can be read and opened');
  plot.on('plotly_click', (event) => {
    const key = event.points[0] && event.points[0].customdata;
    if (key) trigger('open', { key });
  });
};
points();
new MutationObserver(points).observe(element.closest('#timeline') || document.body, { childList: true, subtree: true });
