// Runs before the first paint: says that scripts run (the styles show what needs the program), and puts on the page what
// this device keeps: the preferences (src/reader/preferences.rs), which sections are closed (src/article/folding.rs) and
// what is planned (src/tips/card.rs). The program takes it all over; a button pressed before it is there is pressed again
// then.
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
  // What waits for something that the parser has not made yet. Each says whether it is done.
  const waiting = new Set();
  for (const id of closed) {
    waiting.add(() => {
      const panel = document.getElementById(`${id}--panel`);
      panel?.setAttribute("hidden", "until-found");
      if (panel) button(panel)?.setAttribute("aria-expanded", "false");
      return panel;
    });
  }
  // A tip that is planned takes more room.
  for (const [id, entry] of Object.entries(kept("plan"))) {
    const [article, tip] = id.split("/");
    const { active, cue, action, once } = entry?.plan ?? {};
    if (!active || article !== root.dataset.article) continue;
    waiting.add(() => {
      const place = document.getElementById(`${tip}--plan`);
      const tools = place?.querySelector("div");
      if (!place?.closest("ul").nextElementSibling) return false; // Not all of the cards are there.
      const make = (tag, of) => Object.assign(document.createElement(tag), of);
      place.prepend(make("p", { className: "sentence", textContent: `When ${cue}, I will ${action}.` }));
      tools.querySelector("button").textContent = "Open my plan";
      tools.append(make("button", { className: "tick", id: `${tip}--today`, textContent: once ? "Done" : "Done today" }));
      return true;
    });
  }
  // The parser pauses before it paints: what it has made is right by then.
  const parsed = new MutationObserver(() => {
    for (const act of waiting) if (act()) waiting.delete(act);
  });
  if (waiting.size > 0) parsed.observe(document, { childList: true, subtree: true });

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
