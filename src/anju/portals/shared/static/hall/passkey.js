// Passkeys: asks our server for a challenge, the browser for a signature, and sends the form.

{
  const fromText = text => {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, letter => letter.charCodeAt(0));
  };

  const toText = buffer => {
    const letters = Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join('');
    return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };

  const known = list => (list || []).map(one => ({ ...one, id: fromText(one.id) }));

  const asBrowserWants = options => ({
    ...options,
    challenge: fromText(options.challenge),
    ...(options.user && { user: { ...options.user, id: fromText(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
  });

  const asServerWants = made => {
    const response = { clientDataJSON: toText(made.response.clientDataJSON) };
    for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (made.response[part]) response[part] = toText(made.response[part]);
    }
    return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response });
  };

  document.addEventListener('submit', async event => {
    const form = event.target.closest('[data-passkey]');
    if (!form || form.elements.passkey.value) return;
    event.preventDefault();
    const told = form.querySelector('[role="alert"]');
    told.hidden = true;
    try {
      const token = form.elements.csrfmiddlewaretoken.value;
      const asked = await fetch(form.dataset.challenge, {
        method: 'POST', headers: { 'X-CSRFToken': token },
      });
      if (!asked.ok) throw new Error(asked.statusText);
      const publicKey = asBrowserWants(await asked.json());
      const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.passkey.value = asServerWants(made);
      form.submit();
    } catch (refused) {
      told.hidden = false;
    }
  }, true);
}
