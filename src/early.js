// Runs before the first paint: says that scripts run (the styles show what needs the program), and puts the reader's
// theme on (see src/reader/theme.rs, which keeps it).
(() => {
  const root = document.documentElement;
  root.dataset.program = "starting";
  try {
    const { theme } = JSON.parse(localStorage.getItem("inside-out/preferences")).value;
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Nothing is kept, or nothing readable: the system's theme.
  }
})();
