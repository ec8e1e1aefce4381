// Looking at the pages of a material: larger, smaller, turned, the next. The keys + - 0 [ ] work
// wherever nobody types; R turns while the page has the focus, for a desk may need it elsewhere.

{
  const STEPS = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6];
  const KEYS = { '+': 'in', '=': 'in', '-': 'out', 0: 'fit', '[': 'back', ']': 'on' };
  const views = new WeakMap();

  const view = box => {
    if (!views.has(box)) views.set(box, { zoom: 2, angle: 0 });
    return views.get(box);
  };

  // The frame takes the size of the turned page, so that one can scroll to every corner of it.
  const lay = box => {
    const sheet = box.querySelector('[data-sheet]');
    if (!sheet || !sheet.naturalWidth) return;
    const { zoom, angle } = view(box);
    const stage = box.querySelector('[data-stage]');
    const lying = angle % 180 !== 0;
    const across = lying ? sheet.naturalHeight : sheet.naturalWidth;
    const scale = (stage.clientWidth - 32) / across * STEPS[zoom];
    const wide = Math.round(sheet.naturalWidth * scale);
    const high = Math.round(sheet.naturalHeight * scale);
    const frame = sheet.parentElement;
    frame.style.width = `${lying ? high : wide}px`;
    frame.style.height = `${lying ? wide : high}px`;
    sheet.style.width = `${wide}px`;
    sheet.style.height = `${high}px`;
    sheet.style.transform = `translate(-50%, -50%) rotate(${angle}deg)`;
    const state = box.querySelector('[data-look-state]');
    state.textContent = `${Math.round(STEPS[zoom] * 100)}%${angle ? ` · 已转 ${angle}°` : ''}`;
  };

  const open = (box, leaf) => {
    const sheet = box.querySelector('[data-sheet]');
    for (const other of box.querySelectorAll('[data-leaf]')) other.removeAttribute('aria-current');
    leaf.setAttribute('aria-current', 'true');
    view(box).angle = 0;
    sheet.alt = leaf.textContent.trim();
    sheet.src = leaf.getAttribute('href');
    const doubts = box.querySelector('[data-look-doubts]');
    doubts.textContent = leaf.dataset.doubts;
    doubts.hidden = !leaf.dataset.doubts;
    leaf.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    box.querySelector('[data-stage]').scrollTo(0, 0);
  };

  const leafBeside = (box, way) => {
    const leaves = [...box.querySelectorAll('[data-leaf]')];
    const here = leaves.findIndex(leaf => leaf.hasAttribute('aria-current'));
    return leaves[here + way];
  };

  const look = (box, what) => {
    const now = view(box);
    if (what === 'in') now.zoom = Math.min(now.zoom + 1, STEPS.length - 1);
    if (what === 'out') now.zoom = Math.max(now.zoom - 1, 0);
    if (what === 'turn') now.angle = (now.angle + 90) % 360;
    if (what === 'fit') { now.zoom = 2; now.angle = 0; }
    if (what === 'back' || what === 'on') {
      const leaf = leafBeside(box, what === 'on' ? 1 : -1);
      if (leaf) open(box, leaf);
    }
    lay(box);
  };

  document.addEventListener('click', event => {
    const box = event.target.closest('[data-viewer]');
    if (!box) return;
    const button = event.target.closest('[data-look]');
    const leaf = event.target.closest('[data-leaf]');
    if (button) look(box, button.dataset.look);
    if (leaf) { event.preventDefault(); open(box, leaf); }
  });

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches('input, select, textarea, [contenteditable]')) return;
    const inside = event.target.closest('[data-viewer]');
    const box = inside || document.querySelector('[data-viewer]');
    if (!box) return;
    const what = inside && event.key.toLowerCase() === 'r' ? 'turn' : KEYS[event.key];
    if (!what) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    look(box, what);
  }, true);

  const watch = root => {
    for (const sheet of root.querySelectorAll('[data-viewer] [data-sheet]')) {
      const box = sheet.closest('[data-viewer]');
      sheet.addEventListener('load', () => lay(box));
      lay(box);
    }
  };
  watch(document);
  document.addEventListener('htmx:afterSwap', event => watch(event.target));
  window.addEventListener('resize', () => {
    for (const box of document.querySelectorAll('[data-viewer]')) lay(box);
  });
}
