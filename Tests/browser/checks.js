// Run in a page; returns what is wrong with it, as texts. What axe-core calls serious, without axe-core: names, labels,
// landmarks, headings, contrast, reflow.
const wrong = [];
const name = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") + (element.className && element.className.baseVal === undefined ? "." + element.className : "");
if (!document.documentElement.lang) wrong.push("no language");
if (!document.title) wrong.push("no title");
if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
for (const landmark of ["main", "header nav", "footer"]) if (document.querySelectorAll(landmark).length !== 1) wrong.push("not one " + landmark);
const navs = [...document.querySelectorAll("nav")].map(nav => nav.getAttribute("aria-label"));
if (navs.some(name => !name) || new Set(navs).size < navs.length) wrong.push("a nav without a name of its own");
let level = 0;
for (const heading of document.querySelectorAll("main h1, main h2, main h3, main h4")) {
  if (heading.closest("[hidden], aside")) continue;
  const next = Number(heading.tagName[1]);
  if (next > level + 1) wrong.push("heading leaps: " + heading.textContent);
  level = next;
}
const ids = new Set();
for (const element of document.querySelectorAll("[id]")) {
  if (ids.has(element.id)) wrong.push("id twice: " + element.id);
  ids.add(element.id);
}
for (const link of document.querySelectorAll("a[href^='#']")) {
  const id = link.getAttribute("href").slice(1);
  if (id && !ids.has(id)) wrong.push("link to nowhere: #" + id);
}
for (const control of document.querySelectorAll("input, select")) if (!control.labels || !control.labels.length) wrong.push("no label: " + name(control));
for (const control of document.querySelectorAll("a[href], button, summary")) {
  if (!(control.textContent.trim() || control.getAttribute("aria-label"))) wrong.push("no name: " + name(control));
}
for (const region of document.querySelectorAll(".scroll")) {
  if (region.tabIndex !== 0 || !region.getAttribute("aria-label")) wrong.push("a frame that scrolls has no focus or name");
}
for (const drawing of document.querySelectorAll("svg")) {
  for (const id of (drawing.getAttribute("aria-labelledby") || "").split(" ")) if (!document.getElementById(id)?.textContent) wrong.push("a plot lacks " + id);
}
for (const table of document.querySelectorAll("table")) {
  if (!table.caption || !table.querySelector("th[scope=col]")) wrong.push("a table without caption or headings");
}
if (document.documentElement.scrollWidth > window.innerWidth + 1) wrong.push("wider than the window: " + document.documentElement.scrollWidth + " > " + window.innerWidth);
const channel = value => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
const colour = text => (text.match(/[\d.]+/g) || []).map(Number);
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const ground = element => {
  for (let at = element; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const seen = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  if (!node.data.trim() || element.closest("script, style, svg, [hidden], datalist, option, .skip, :disabled")) continue;
  const style = getComputedStyle(element);
  const key = style.color + "|" + ground(element);
  if (seen.has(key)) continue;
  seen.add(key);
  const one = luminance(colour(style.color)), other = luminance(ground(element));
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (ratio < 4.5) wrong.push("contrast " + ratio.toFixed(2) + ": " + name(element) + " " + key);
}
return wrong;
