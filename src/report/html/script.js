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
// What is chosen also stands in the address, so that a selection can be passed on.
for (const form of all('[data-filters]')) {
  const table = document.getElementById(form.dataset.filters), rows = all('tbody tr', table);
  const said = document.getElementById(table.id + '-count');
  const columns = Object.fromEntries(all('[data-criterion]', table).map(head => [head.dataset.criterion, head.cellIndex]));
  const shows = chosen => row => {
    const words = (chosen.words || '').toLowerCase().split(/\s+/), year = Number(row.dataset.year);
    const verdicts = chosen.criterion ? [row.cells[columns[chosen.criterion]]] : all('[data-verdict]', row);
    return words.every(word => row.textContent.toLowerCase().includes(word))
      && (!chosen.party || row.dataset.parties.split('|').includes(chosen.party))
      && (!chosen.verdict || verdicts.some(cell => cell && cell.dataset.verdict === chosen.verdict))
      && (!chosen.from || year >= Number(chosen.from)) && (!chosen.to || (year && year <= Number(chosen.to)));
  };
  const show = () => {
    const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    const wanted = shows(chosen);
    rows.forEach(row => { row.hidden = !wanted(row); });
    said.textContent = rows.filter(row => !row.hidden).length;
    all('[data-criterion]', table).forEach(head => head.classList.toggle('chosen', head.dataset.criterion === chosen.criterion));
    return chosen;
  };
  const restore = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) if (field.name) field.value = given.get(field.name) || '';
    show();
  };
  const changed = () => history.replaceState(null, '', '#' + new URLSearchParams(show()));
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  form.addEventListener('submit', event => event.preventDefault());
  addEventListener('hashchange', restore);
  form.hidden = false;
  restore();
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
