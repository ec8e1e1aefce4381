// A button by which a code may be asked for again says how long that takes. The server keeps
// the minute; this only shows it, and without script the button is simply there.

const countDown = button => {
  const words = button.textContent;
  let left = Number(button.dataset.countdown);
  if (!(left > 0)) return;
  const tick = () => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${left} 秒后可重新获取` : words;
    left -= 1;
    if (left >= 0) window.setTimeout(tick, 1000);
  };
  tick();
};

const wakeUp = root => {
  for (const button of root.querySelectorAll('[data-countdown]')) countDown(button);
};

wakeUp(document);
for (const name of ['htmx:afterSwap', 'htmx:after:swap']) {
  document.addEventListener(name, event => { if (event.target.querySelectorAll) wakeUp(event.target); });
}
