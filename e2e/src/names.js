// What shows of the elements of these kinds, and what each is probably called: a rough version of
// https://w3c.github.io/accname/. The browser says for certain.
const [scope, kinds] = arguments;
const seen = (it) => it.checkVisibility({ visibilityProperty: true });
const said = (it) => it.getAttribute("aria-label") ?? it.getAttribute("alt");
const within = (it) => [...it.childNodes].map(part).join("");
function part(it) {
  if (it.nodeType === Node.TEXT_NODE) return it.data;
  if (it.nodeType !== Node.ELEMENT_NODE || it.getAttribute("aria-hidden") === "true" || !seen(it)) return "";
  return said(it) ?? within(it);
}
const labels = (it) => {
  const ids = it.getAttribute("aria-labelledby")?.trim().split(/\s+/);
  return ids ? ids.map((id) => document.getElementById(id)).filter(Boolean) : [...(it.labels ?? [])];
};
const name = (it) => {
  const by = labels(it);
  return by.length ? by.map((label) => said(label) ?? within(label)).join(" ") : (said(it) ?? within(it));
};
return [...scope.querySelectorAll(kinds)].filter(seen).map((it) => [it, name(it)]);
