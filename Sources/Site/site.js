"use strict";
// The overview lists what was decided on documents' pages in this browser and not yet thrown away.
(() => {
  const box = document.getElementById("pending");
  if (!box) return;
  const prefix = "indicators-review:";
  let stores = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (!key.startsWith(prefix)) continue;
      const store = JSON.parse(localStorage.getItem(key));
      const lines = (store.steps || []).flatMap(step => step.lines || []);
      if (lines.length) stores.push({ slug: store.slug || key.slice(prefix.length), lines });
    }
  } catch (error) { return; }
  if (!stores.length) return;
  stores.sort((a, b) => a.slug < b.slug ? -1 : 1);
  for (const store of stores) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "documents/" + encodeURIComponent(store.slug) + ".html";
    link.textContent = store.slug;
    item.append(link, ": " + (store.lines.length === 1 ? t("{1} decision", 1) : t("{1} decisions", store.lines.length)));
    box.querySelector("ul").append(item);
  }
  box.querySelector("button").addEventListener("click", () => {
    const text = stores.flatMap(store => store.lines).map(line => JSON.stringify(line) + "\n").join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    link.download = "decisions.ndjson";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  box.hidden = false;
})();
// Search: every word must stand in an entry, in its title or its sentence; accents of the query may be left out.
(() => {
  const form = document.getElementById("search");
  if (!form) return;
  const input = form.elements.q;
  const list = document.getElementById("hits");
  if (!list) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      location.href = "search.html#q=" + encodeURIComponent(input.value);
    });
    return;
  }
  const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const entries = (self.entries || []).filter(Boolean);
  const texts = entries.map(entry => plain(entry[1] + " " + entry[2]));
  const titles = entries.map(entry => plain(entry[1]));
  const show = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    const status = document.getElementById("found");
    if (!words.length) { status.textContent = ""; return; }
    const hits = [];
    texts.forEach((text, place) => {
      if (!words.every(word => text.includes(word))) return;
      const inTitle = words.filter(word => titles[place].includes(word)).length;
      hits.push([(entries[place][0] === "figure" ? 0 : 100) + inTitle, place]);
    });
    hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    for (const [, place] of hits.slice(0, 60)) {
      const [kind, title, text, path] = entries[place];
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = path;
      link.textContent = title;
      const more = document.createElement("span");
      more.className = "quiet";
      more.dir = "auto";
      more.textContent = kind === "country" ? "" : " " + text;
      item.append(link, more);
      list.append(item);
    }
    status.textContent = hits.length === 1 ? t("{1} hit", 1) : t("{1} hits", hits.length);
  };
  const read = () => {
    const match = /[#&?]q=([^&]*)/.exec(location.hash);
    if (match) input.value = decodeURIComponent(match[1]);
    show();
  };
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, 60); });
  form.addEventListener("submit", event => { event.preventDefault(); show(); });
  addEventListener("hashchange", read);
  read();
  input.focus();
})();
// Long tables can be filtered by words and sorted by a column; without script they are as they are.
(() => {
  const number = text => {
    const match = /[\u2212+-]?\d[\d\u202f ]*(?:[.,]\d+)?/.exec(text);
    return match ? Number(match[0].replace("\u2212", "-").replace(/[\u202f ]/g, "").replace(",", ".")) : NaN;
  };
  for (const frame of document.querySelectorAll(".scroll")) {
    const body = frame.querySelector("tbody");
    if (!body || body.rows.length < 8) continue;
    const rows = [...body.rows];
    if (rows.length >= 15) {
      const label = document.createElement("label");
      label.className = "filter";
      const input = document.createElement("input");
      input.type = "search";
      const count = document.createElement("span");
      count.className = "quiet";
      count.setAttribute("role", "status");
      label.append(t("Filter") + " ", input);
      frame.before(label, count);
      input.addEventListener("input", () => {
        const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const row of rows) {
          const text = row.textContent.toLowerCase();
          row.hidden = !words.every(word => text.includes(word));
          if (!row.hidden) shown++;
        }
        count.textContent = words.length ? " " + t("{1} of {2} rows", shown, rows.length) : "";
      });
    }
    const heads = [...frame.querySelectorAll("thead th")];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = head.textContent;
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = row => (row.cells[column] || { textContent: "" }).textContent.trim();
        const isNumeric = head.classList.contains("n");
        const order = isNumeric
          ? (a, b) => (isNaN(number(text(a))) ? 1 : 0) - (isNaN(number(text(b))) ? 1 : 0) || number(text(a)) - number(text(b))
          : (a, b) => text(a).localeCompare(text(b));
        rows.slice().sort((a, b) => (down ? -1 : 1) * order(a, b)).forEach(row => body.append(row));
      });
    });
  }
})();
