// What script adds to pages that work without it: a curtain over amounts, a drop field for
// files, one press per submit, printing.

const CURTAIN = '＊＊＊＊';

const closeCurtain = (button, hide) => {
  button.setAttribute('aria-pressed', String(hide));
  button.querySelector('span').textContent = hide ? '显示金额' : '隐藏金额';
  for (const amount of document.querySelectorAll('[data-amount]')) {
    amount.textContent = hide ? CURTAIN : amount.dataset.amount;
  }
};

// Without a clipboard (an unsafe address) the words are marked, ready for Ctrl-C.
const copy = button => {
  const shown = document.getElementById(button.dataset.copy);
  const done = () => { button.querySelector('span').textContent = '已复制'; };
  const mark = () => { window.getSelection().selectAllChildren(shown); };
  if (!navigator.clipboard) { mark(); return; }
  navigator.clipboard.writeText(shown.textContent.trim()).then(done, mark);
};

document.addEventListener('click', event => {
  const button = event.target.closest('[data-eye], [data-print], [data-all], [data-copy]');
  if (!button) return;
  if ('eye' in button.dataset) closeCurtain(button, button.getAttribute('aria-pressed') !== 'true');
  if ('print' in button.dataset) window.print();
  if ('copy' in button.dataset) copy(button);
  if ('all' in button.dataset) {
    for (const box of button.form.querySelectorAll(`input[name="${button.dataset.all}"]`)) {
      box.checked = button.checked;
    }
  }
});

// A list laid out whole is there to be printed.
if (document.querySelector('[data-print-now]')) window.addEventListener('load', () => window.print());

// An open part of the menu closes when one looks elsewhere.
const closeMenu = except => {
  for (const part of document.querySelectorAll('.menu details[open]')) {
    if (part !== except) part.open = false;
  }
};
document.addEventListener('click', event => closeMenu(event.target.closest('.menu details')));
document.addEventListener('keydown', event => { if (event.key === 'Escape') closeMenu(null); });

// Whoever opens the search of the menu wants to type.
document.addEventListener('toggle', event => {
  if (event.target.open && event.target.matches('.menu-find')) event.target.querySelector('[name="find"]').focus();
}, true);

// The server is what makes a second press harmless; this only spares the person the doubt.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  if (event.defaultPrevented || 'again' in form.dataset) return;
  form.dataset.sent = 'yes';
  const pressed = event.submitter;
  if (pressed) pressed.setAttribute('aria-busy', 'true');
  if (pressed && pressed.dataset.busy) pressed.textContent = pressed.dataset.busy;
  window.setTimeout(() => {
    delete form.dataset.sent;
    if (pressed) pressed.removeAttribute('aria-busy');
  }, 15000);
});

window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

const dropField = zone => {
  const input = zone.querySelector('input[type="file"]');
  const say = zone.querySelector('[data-file-name]');
  const show = () => { say.textContent = input.files.length ? `已选 ${input.files[0].name}` : ''; };
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    zone.addEventListener(kind, event => {
      event.preventDefault();
      zone.classList.toggle('is-over', kind === 'dragover');
      if (kind === 'drop' && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        show();
      }
    });
  }
  input.addEventListener('change', show);
};

const awaken = root => {
  for (const element of root.querySelectorAll('[data-needs-script]')) element.hidden = false;
  for (const zone of root.querySelectorAll('.drop')) dropField(zone);
  const errors = root.querySelector('.err-sum');
  if (errors) errors.focus();
};

awaken(document);
for (const name of ['htmx:afterSwap', 'htmx:after:swap']) {
  document.addEventListener(name, event => { if (event.target.querySelectorAll) awaken(event.target); });
}
