// A clock that the story sets. It goes only when the story says so, and with it everything that the page does now and then.
// `new Date(2026, 0)` and the like are the browser's own: so are the time zone and its clock changes.
const own = Date;
let moment = own.parse(wall);
let passed = 0;
const intervals = new Map();
let last = 0;
own.now = () => moment;
window.Date = new Proxy(own, {
  construct: (it, given, asked) => Reflect.construct(it, given.length ? given : [moment], asked),
});
window.setInterval = (call, every = 0, ...given) => {
  intervals.set(++last, { call: () => call(...given), every, due: passed + every });
  return last;
};
window.clearInterval = (id) => intervals.delete(id);
// What is due at once, or nearly, is due by the browser's own clock: it is what the page does now.
const ownTimeout = window.setTimeout, ownClear = window.clearTimeout;
window.setTimeout = (call, delay = 0, ...given) => {
  if (delay < 1000) return ownTimeout(call, delay, ...given);
  const id = -++last;
  intervals.set(id, { call: () => call(...given), every: delay, due: passed + delay, once: true });
  return id;
};
window.clearTimeout = (id) => void (intervals.delete(id) || ownClear(id));
// Somebody sets it, forwards or back: nothing else happens.
window.theClockIsSet = (to) => void (moment = own.parse(to));
// So many seconds pass: whatever is due by then happens in its order.
window.timePasses = (seconds) => {
  const end = passed + seconds * 1000;
  const go = (until) => {
    moment += until - passed;
    passed = until;
  };
  for (;;) {
    const [next] = [...intervals.values()].sort((one, other) => one.due - other.due);
    if (!next || next.due > end) break;
    go(next.due);
    if (next.once) for (const [id, it] of intervals) it === next && intervals.delete(id);
    next.due += Math.max(next.every, 1);
    next.call();
  }
  go(end);
};
