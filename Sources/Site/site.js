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
