// While the program is held back (see src/fault.rs), it is asked for only once the page has loaded. In WebKit the load event
// waits for every fetch begun before it, and its driver waits for the load event: a story that meets a program in time
// would never get the page.
(() => {
  const { fetch } = window;
  const loaded = new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  window.fetch = async (...request) => {
    await loaded;
    return fetch(...request);
  };
})();
