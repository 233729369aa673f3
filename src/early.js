// Runs before the first paint: says that scripts run (the styles show what needs the program), and puts on the page what
// the reader has chosen on this device: the preferences (src/reader/preferences.rs) and which sections are closed
// (src/article/folding.rs). The program takes both over; a button pressed before it is there is pressed again then.
(() => {
  const root = document.documentElement;
  root.dataset.program = "starting";

  const kept = (thing) => {
    try {
      const { version, value } = JSON.parse(localStorage.getItem(`inside-out/${thing}`));
      return (version === 1 && value) || {};
    } catch {
      return {}; // Nothing is kept, or nothing readable.
    }
  };
  const preferences = kept("preferences");
  for (const name of ["theme", "size", "typeface", "spacing", "width"]) {
    const choice = preferences[name];
    if (typeof choice === "string" && choice !== "system") root.dataset[name] = choice;
  }

  const closed = new Set((root.dataset.closed ?? "").split(" ").filter(Boolean));
  const folding = kept(`folding/${root.dataset.article}`);
  if (Array.isArray(folding.open)) for (const id of folding.open) closed.delete(id);
  if (Array.isArray(folding.closed)) for (const id of folding.closed) closed.add(id);
  const button = (panel) => panel.parentElement.querySelector("[aria-expanded]");
  // The parser pauses before it paints: what it has made is closed by then.
  const parsed = new MutationObserver(() => {
    for (const id of closed) {
      const panel = document.getElementById(`${id}--panel`);
      if (panel) {
        closed.delete(id);
        panel.setAttribute("hidden", "until-found");
        button(panel)?.setAttribute("aria-expanded", "false");
      }
    }
  });
  if (closed.size > 0) parsed.observe(document, { childList: true, subtree: true });

  // The styles of what shows only once the reader acts.
  addEventListener("DOMContentLoaded", () => {
    for (const it of document.querySelectorAll("link[media='not all']")) it.media = "all";
  });

  const pressed = [];
  const press = ({ target }) => {
    const button = target.closest("button");
    if (button && !button.hasAttribute("popovertarget")) pressed.push(button);
  };
  const found = ({ target }) => button(target)?.setAttribute("aria-expanded", "true");
  addEventListener("click", press);
  addEventListener("beforematch", found);
  new MutationObserver((_, observer) => {
    if (root.dataset.program === "starting") return;
    observer.disconnect();
    parsed.disconnect();
    removeEventListener("click", press);
    removeEventListener("beforematch", found);
    if (root.dataset.program === "running") {
      setTimeout(() => pressed.forEach((it) => it.click())); // Once the program has read what is kept.
    } else {
      // Nothing will open what is closed.
      document.querySelectorAll(".panel[hidden]").forEach((it) => it.removeAttribute("hidden"));
    }
  }).observe(root, { attributes: true, attributeFilter: ["data-program"] });
})();
