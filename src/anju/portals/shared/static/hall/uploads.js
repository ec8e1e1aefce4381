// Files go up one by one as soon as they are chosen, each with a preview and a bar; without
// script the form sends them together.

{
  const small = (file, canvas) => {
    if (!window.createImageBitmap || !file.type.startsWith('image/')) return;
    createImageBitmap(file, { resizeWidth: 96 }).then(picture => {
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d').drawImage(picture, 0, 0);
      canvas.hidden = false;
    }, () => { canvas.hidden = true; });
  };

  const row = (list, file) => {
    const item = document.createElement('li');
    const canvas = document.createElement('canvas');
    const name = document.createElement('span');
    const bar = document.createElement('progress');
    canvas.hidden = true;
    canvas.setAttribute('aria-hidden', 'true');
    name.textContent = file.name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', `${file.name} 上传进度`);
    item.append(canvas, name, bar);
    list.append(item);
    small(file, canvas);
    return { item, name, bar };
  };

  // Sends one file; answers what the server shows, refused or not, or nothing if it never came.
  const send = (form, file, bar) => new Promise(done => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
    body.append('file', file);
    request.upload.addEventListener('progress', event => {
      // What is left is our cleaning and drawing, which cannot be measured.
      if (event.lengthComputable) bar.value = Math.round(90 * event.loaded / event.total);
    });
    request.addEventListener('loadend', () => {
      const led = request.getResponseHeader('HX-Redirect');
      if (led) window.location.assign(led);
      done([200, 422].includes(request.status) ? request.responseText : '');
    });
    request.open('POST', form.action);
    request.setRequestHeader('HX-Request', 'true');
    request.send(body);
  });

  const sendAll = async (form, files) => {
    const list = form.querySelector('[data-sending]');
    const errors = [];
    let shown = '';
    for (const [file, line] of files.map(file => [file, row(list, file)])) {
      const answer = await send(form, file, line.bar);
      line.bar.remove();
      if (!answer) {
        line.name.textContent = `${file.name}：网络断开，没有上传成功。请检查网络后重新选择。`;
        errors.push(line.item);
        continue;
      }
      shown = answer;
      const piece = new DOMParser().parseFromString(answer, 'text/html');
      const said = piece.querySelector('.err-sum li');
      line.name.textContent = said ? said.textContent : `${file.name} 已上传`;
      if (said) errors.push(line.item); else line.item.remove();
    }
    if (!shown) return;
    const place = document.getElementById(form.dataset.uploads);
    const fresh = new DOMParser().parseFromString(shown, 'text/html');
    for (const old of fresh.querySelectorAll('.err-sum')) old.remove();
    place.replaceChildren(...fresh.body.childNodes);
    const rest = place.querySelector('[data-sending]');
    for (const item of errors) { item.classList.add('doubt'); if (rest) rest.append(item); else place.append(item); }
    place.dispatchEvent(new CustomEvent('htmx:afterSwap', { bubbles: true }));
  };

  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-uploads]');
    if (!form || event.target.type !== 'file' || !event.target.files.length) return;
    const files = [...event.target.files];
    event.target.value = '';
    sendAll(form, files);
  });

  // With script a file goes up when it is chosen, and a button would only be in the way.
  const quiet = root => {
    for (const form of root.querySelectorAll('form[data-uploads]')) form.querySelector('.acts').hidden = true;
  };
  quiet(document);
  document.addEventListener('htmx:afterSwap', event => quiet(event.target));
}
