// What asks first: 退出 and other dialogs; two minutes of silence before the end are told calmly.

document.addEventListener('click', event => {
  const link = event.target.closest('[data-asks]');
  const dialog = link && document.getElementById(link.dataset.asks);
  if (!dialog || !dialog.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

// What must be read first stands in front; without script it stands open on the page.
for (const dialog of document.querySelectorAll('dialog[data-opens]')) {
  dialog.removeAttribute('open');
  dialog.showModal();
}

const WARNED = 120;
const notice = document.querySelector('[data-idle]');

if (notice) {
  const form = notice.querySelector('form');
  const words = notice.querySelector('[data-idle-left]');
  let timer = 0;

  const arm = left => {
    // The server knows best: another tab may have been used meanwhile.
    if (left <= 0) { window.location.replace(window.location.href); return; }
    notice.hidden = left > WARNED;
    words.textContent = left > 60 ? `${Math.ceil(left / 60)} 分钟` : `${left} 秒`;
    window.clearTimeout(timer);
    const wait = left > WARNED ? left - WARNED : Math.min(left, 20);
    timer = window.setTimeout(() => ask('GET'), wait * 1000 + 200);
  };

  const ask = method => {
    const body = method === 'POST' ? new FormData(form) : undefined;
    fetch(form.action, { method, body, credentials: 'same-origin' })
      .then(answer => answer.json())
      .then(said => arm(said.left))
      .catch(() => { timer = window.setTimeout(() => ask('GET'), 30000); });
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    ask('POST');
  });
  arm(Number(notice.dataset.idle));
}
