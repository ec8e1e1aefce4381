// A hint while a new password is typed. The server judges; this only spares a round trip.

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const KNOWN = ['password', 'woaini', 'gongjijin', '公积金', 'gjj', '5201314', 'admin'];

const repeats = text => (text + text).slice(1, -1).includes(text);

const inRow = text => ROWS.some(row => {
  const there = row + row;
  return there.includes(text) || [...there].reverse().join('').includes(text);
});

const ofDigits = text => {
  if (!/^[0-9]*$/.test(text)) return ['请只填数字。', false];
  if (text.length < 6) return [`还差 ${6 - text.length} 位数字。`, false];
  if (text.length > 6) return ['请填 6 位数字。', false];
  if (new Set(text).size <= 2 || repeats(text)) return ['有规律地重复，别人很容易猜到。', false];
  if (inRow(text)) return ['是连续的数字，别人很容易猜到。', false];
  return ['可以。请不要用生日、证件号码和手机号码里的数字。', true];
};

const ofText = text => {
  const length = [...text].length;
  if (length < 8) return [`还差 ${8 - length} 位。可以用几个词连成一句，汉字、空格都可以。`, false];
  if (length > 128) return ['最多 128 位。', false];
  const plain = text.toLowerCase();
  if (new Set(plain).size < 4 || repeats(plain)) return ['有规律地重复，别人很容易猜到。', false];
  if (inRow(plain)) return ['是键盘上连续的一排，别人很容易猜到。', false];
  const rest = KNOWN.reduce((left, word) => left.split(word).join(''), plain);
  if (rest !== plain && [...rest].length < 6) return ['常用词占了大半，别人很容易猜到。', false];
  return [length < 12 ? '可以。再长一些更好。' : '很好。', true];
};

const hintFor = input => {
  const fields = [...input.form.querySelectorAll('input[autocomplete="new-password"]')];
  if (fields.indexOf(input) > 0) {
    const same = input.value === fields[0].value;
    return [same ? '两次填写一致。' : '与上面填写的还不一致。', same];
  }
  if (input.inputMode === 'numeric') return ofDigits(input.value);
  const words = document.getElementById(`${input.id}-hint`);
  const maySix = words && words.textContent.includes('6 位数字');
  return maySix && /^[0-9]{1,6}$/.test(input.value) ? ofDigits(input.value) : ofText(input.value);
};

document.addEventListener('input', event => {
  const input = event.target;
  if (!input.form || input.autocomplete !== 'new-password') return;
  let line = document.getElementById(`${input.id}-strength`);
  if (!line) {
    line = document.createElement('span');
    line.id = `${input.id}-strength`;
    line.setAttribute('role', 'status');
    input.after(line);
  }
  const [said, good] = hintFor(input);
  line.textContent = input.value ? said : '';
  line.className = good ? 'strength is-good' : 'strength';
});
