// Solves the proof of work of a form while the person types. Nothing is to be clicked or
// recognised; without WebCrypto the form works all the same after the wait it names.

const hex = bytes => Array.from(new Uint8Array(bytes), one => one.toString(16).padStart(2, '0')).join('');
const bytes = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));

const derived = async (parameters, counter) => {
  const nonce = bytes(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(parameters.salt), iterations: parameters.cost };
  return hex(await crypto.subtle.deriveBits(how, key, parameters.keyLength * 8));
};

const solve = async (parameters, most, onWay) => {
  for (let counter = 0; counter <= most; counter += 1) {
    const found = await derived(parameters, counter);
    if (found.startsWith(parameters.keyPrefix)) return { counter, derivedKey: found };
    if (counter % 20 === 0) {
      onWay(counter);
      await new Promise(resume => { window.setTimeout(resume); });
    }
  }
  return null;
};

// Whoever waits for an SMS or types slowly outlives the puzzle: the page gives a fresh one.
const another = async () => {
  const answer = await fetch(window.location.href, { credentials: 'same-origin' });
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-robot]');
  return found && JSON.parse(found.dataset.robot);
};

const begin = async box => {
  const most = Number(box.dataset.robotMost);
  const lives = Number(box.dataset.robotLives) * 900;
  const say = box.querySelector('[data-robot-say]');
  const way = box.querySelector('[data-robot-way]');
  const form = box.closest('form');
  let pressed = null;
  let waits = true;
  let since = Date.now();
  const work = async challenge => {
    way.hidden = false;
    const solution = await solve(challenge.parameters, most, counter => { way.value = counter; });
    waits = false;
    way.hidden = true;
    if (!solution) {
      say.textContent = `自动验证没有成功，请等待 ${box.dataset.robotWait} 秒后再提交。`;
      return;
    }
    box.querySelector('[name="robot"]').value = btoa(JSON.stringify({ challenge, solution }));
    say.textContent = '安全验证已完成。';
    if (pressed !== null) form.requestSubmit(pressed);
  };
  const renew = async () => {
    since = Date.now();
    const challenge = await another().catch(() => null);
    if (challenge) return work(challenge);
    waits = false;
    return form.requestSubmit(pressed);
  };
  form.addEventListener('submit', event => {
    const stale = !waits && Date.now() - since > lives;
    if (!waits && !stale) return;
    event.preventDefault();
    pressed = event.submitter;
    say.textContent = '正在安全验证，完成后自动提交。';
    waits = true;
    if (stale) renew();
  }, { capture: true });
  say.textContent = '正在自动进行安全验证，您可以继续填写。';
  await work(JSON.parse(box.dataset.robot));
};

const greet = root => {
  if (!window.crypto || !window.crypto.subtle) return;
  for (const box of root.querySelectorAll('[data-robot]')) begin(box);
};

greet(document);
for (const name of ['htmx:afterSwap', 'htmx:after:swap']) {
  document.addEventListener(name, event => { if (event.target.querySelectorAll) greet(event.target); });
}
