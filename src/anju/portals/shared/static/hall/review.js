// The reviewer's table by keyboard, with the next case loaded behind the one on the screen.
// Without it every button is an ordinary form.

let ahead = null;
let busy = false;
let shownAt = performance.now();
const table = () => document.querySelector('[data-review]');
const typing = element => element.matches('input:not([type="checkbox"]), select, textarea');

const ask = async (url, body) => {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'HX-Request': 'true' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { answer, found: page.querySelector('[data-review]') };
};

const same = (one, other) => one && one.dataset.number && one.dataset.seen === other.dataset.seen
  && one.dataset.number === other.dataset.number;

// The one behind comes forward only if it is still what the server says now.
const show = (found, url, kept) => {
  const fresh = kept && same(ahead, found) ? ahead : document.adoptNode(found);
  ahead = null;
  table().replaceWith(fresh);
  shownAt = performance.now();
  window.history.replaceState({}, '', url);
  document.title = fresh.dataset.title;
  fresh.dispatchEvent(new CustomEvent('htmx:afterSwap', { bubbles: true }));
  const first = fresh.querySelector('.err-sum') || fresh.querySelector('[data-first]');
  first.focus();
  fresh.querySelector('[data-said]').textContent = fresh.dataset.title;
  fetchAhead();
};

const fetchAhead = async () => {
  const here = table();
  const form = here && here.dataset.number && here.querySelector('[data-next-form]');
  if (!form || ahead) return;
  const { answer, found } = await ask(form.action, new FormData(form));
  if (!answer.ok || !found || !found.dataset.number || ahead || here !== table()) return;
  if (found.dataset.number === here.dataset.number) return;
  // Adopted and not yet in the page: its pictures load, its ids do not meet those on the screen.
  ahead = document.adoptNode(found);
};

const send = async (form, submitter) => {
  if (busy) return;
  busy = true;
  try {
    const seconds = form.querySelector('[data-seconds]');
    if (seconds) seconds.value = String(Math.round((performance.now() - shownAt) / 1000));
    const { answer, found } = await ask(form.action, new FormData(form, submitter));
    const url = answer.redirected ? answer.url : window.location.href;
    if (found) show(found, url, answer.ok); else window.location.assign(url);
  } finally {
    busy = false;
    delete form.dataset.sent;
  }
};

document.addEventListener('submit', event => {
  if (!event.target.matches('[data-review] [data-swift]')) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

const open = (name, first) => {
  const part = table().querySelector(`[data-${name}]`);
  if (!part) return;
  part.open = true;
  part.querySelector(first).focus();
};

const approve = () => {
  const form = table().querySelector('[data-decide]');
  if (!form) return;
  const opinion = form.querySelector('[name="opinion"]');
  // Where something needs eyes, the officer says himself what he has found.
  if (opinion.value.trim()) form.querySelector('[data-approve]').click(); else opinion.focus();
};

const help = () => {
  const keys = table().querySelector('[data-keys-shown]');
  if (keys) keys.hidden = !keys.hidden;
};

const close = () => {
  for (const part of table().querySelectorAll('[data-return], [data-aside]')) part.open = false;
  table().querySelector('[data-first]').focus();
};

const KEYS = {
  a: approve,
  r: () => open('return', 'input[type="checkbox"]'),
  h: () => open('aside', '[name="why"]'),
  n: () => table().querySelector('[data-next-form] button').click(),
  '?': help,
};

document.addEventListener('keydown', event => {
  if (!table() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') { close(); return; }
  if (typing(event.target)) return;
  const thumb = /^[1-9]$/.test(event.key)
    ? table().querySelectorAll('[data-thumb]')[Number(event.key) - 1] : null;
  const act = thumb ? () => thumb.click() : KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('click', event => { if (event.target.closest('[data-key-help]')) help(); });

fetchAhead();
