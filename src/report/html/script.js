// The page reads without this: it filters, sorts, and lets j and k step through the findings.
const all = (what, from = document) => [...from.querySelectorAll(what)];
for (const box of all('[data-show]')) {
  box.addEventListener('change', () => all('.finding.' + box.dataset.show).forEach(f => { f.hidden = !box.checked; }));
}
document.addEventListener('keydown', event => {
  if (event.target.matches('input, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== 'j' && event.key !== 'k') return;
  const shown = all('.finding').filter(f => !f.hidden);
  const at = shown.findIndex(f => f.classList.contains('here'));
  const next = shown[Math.min(shown.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))];
  if (!next) return;
  shown.forEach(f => f.classList.toggle('here', f === next));
  next.querySelector('a').focus();
  const words = document.getElementById(next.id.replace('f', 'w'));
  if (words) words.scrollIntoView({ block: 'center' });
});
for (const search of all('[data-filter]')) {
  const rows = all('tbody tr', document.getElementById(search.dataset.filter));
  const said = document.getElementById(search.dataset.filter + '-count');
  search.addEventListener('input', () => {
    const wanted = search.value.toLowerCase().split(/\s+/);
    rows.forEach(row => { row.hidden = !wanted.every(word => row.textContent.toLowerCase().includes(word)); });
    if (said) said.textContent = rows.filter(row => !row.hidden).length;
  });
}
for (const button of all('th button')) {
  button.addEventListener('click', () => {
    const head = button.closest('th'), table = button.closest('table'), column = head.cellIndex;
    const up = head.getAttribute('aria-sort') !== 'ascending';
    all('th', table).forEach(th => th.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const key = row => row.cells[column].dataset.key || row.cells[column].textContent.trim();
    const rows = all('tbody tr', table).sort((a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }));
    table.tBodies[0].append(...(up ? rows : rows.reverse()));
  });
}
