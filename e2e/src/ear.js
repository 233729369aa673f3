// Notes what a page says and what its policy forbids, for browsers that tell nobody else (see src/console.rs).
(() => {
  const heard = (window.heardByTheTests = []);
  for (const level of ["error", "warn"]) {
    const say = console[level];
    console[level] = (...words) => {
      heard.push(`console.${level}: ${words.map(String).join(" ")}`);
      say.apply(console, words);
    };
  }
  const listen = (event, words) => addEventListener(event, (it) => heard.push(`${event}: ${words(it)}`), true);
  listen("error", ({ message, target }) => message ?? `${target.src ?? target.href} does not load`);
  listen("unhandledrejection", ({ reason }) => String(reason));
  listen("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    `${effectiveDirective} ${blockedURI} ${sample}`);
})();
