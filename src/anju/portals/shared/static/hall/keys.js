// What the keyboard adds to long lists: keys that press a button, arrows through rows and
// suggestions, Enter to open. Everything is reached without it, too.

const typing = element => element.matches('input, select, textarea, [contenteditable]');

const step = (items, way) => {
  const at = items.findIndex(item => item.contains(document.activeElement));
  const next = items[Math.min(Math.max(at + way, 0), items.length - 1)];
  if (next) next.focus();
};

const press = event => {
  const target = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key)}"]`);
  if (!target) return false;
  if (target.matches('input')) target.focus(); else target.click();
  return true;
};

// From the field down into what it found, and back up into the field.
const suggest = event => {
  const field = document.querySelector('[data-suggests]');
  if (!field || !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return false;
  const links = [...document.querySelectorAll(`#${field.dataset.suggests} a`)];
  const inField = document.activeElement === field;
  const inList = links.includes(document.activeElement);
  if (event.key === 'Enter') {
    if (!inField || links.length !== 1) return false;
    links[0].click();
    return true;
  }
  if (!links.length || !(inField || inList)) return false;
  if (event.key === 'ArrowUp' && document.activeElement === links[0]) field.focus();
  else step(links, event.key === 'ArrowDown' ? 1 : -1);
  return true;
};

const walk = event => {
  const rows = [...document.querySelectorAll('[data-row]')];
  if (!rows.length) return false;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    step(rows, event.key === 'ArrowDown' ? 1 : -1);
    return true;
  }
  const row = document.activeElement.closest('[data-row]');
  const open = row === document.activeElement && row ? row.querySelector('[data-open]') : null;
  if (event.key !== 'Enter' || !open) return false;
  open.click();
  return true;
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const done = suggest(event) || (!typing(event.target) && (walk(event) || press(event)));
  if (done) event.preventDefault();
});

// Who comes back to a row is at that row.
const row = location.hash.startsWith('#row-') && document.getElementById(location.hash.slice(1));
if (row && row.matches('[data-row]')) row.focus();
