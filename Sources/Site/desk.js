"use strict";
// The review desk of one document. Every decision is a line of the same form that `indicators correct` writes; it is
// kept in this browser until it is downloaded. Offsets count code points, as everywhere in the release; a browser
// counts UTF-16, so texts are taken apart with Array.from before anything is counted.
(() => {
  const holder = document.getElementById("desk-data");
  const desk = document.getElementById("desk");
  if (!holder || !desk) return;
  const data = JSON.parse(holder.textContent);
  const storeKey = "indicators-review:" + data.document;
  const settingsKey = "indicators-reviewer";
  const { texts, range, target, selected, find } = deskText(data);
  // What is written into a decision is English, whatever the page's language: [what is written, what is shown].
  const rejectReasons = [["wrong value", t("wrong value")], ["wrong indicator", t("wrong indicator")],
    ["wrong period", t("wrong period")], ["wrong area", t("wrong area")], ["wrong sex or group", t("wrong sex or group")],
    ["wrong source", t("wrong source")], ["not stated by the text", t("not stated by the text")],
    ["duplicate", t("duplicate")], ["other", t("other")]];
  const fields = [["value", t("value")], ["value_high", t("value high")], ["total", t("total")],
    ["qualifier", t("qualifier")], ["area", t("area")], ["time_period", t("time period")], ["sex", t("sex")],
    ["age", t("age")], ["base", t("base")], ["cited_source", t("cited source")], ["treaty", t("treaty")],
    ["indicator", t("indicator")]];
  const { number: numberClasses, ...choices } = data.choices;
  const stepNames = { accepted: t("accepted"), rejected: t("rejected"), edited: t("edited"), added: t("added"),
    skipped: t("skipped"), "no indicator": t("no indicator") };
  const named = step => stepNames[step] || step;
  const quoted = words => t("\u201c{1}\u201d", words);
  const lists = { area: "areas", cited_source: "sources", treaty: "treaties", indicator: "indicators" };

  // What is kept: steps, each undone as one, and which entries of the queue they settle.
  function read(key, otherwise) {
    try { return JSON.parse(localStorage.getItem(key)) || otherwise; } catch (error) { return otherwise; }
  }
  let memory = null;
  function load() { return memory || read(storeKey, { slug: data.slug, steps: [] }); }
  function save(store) {
    try {
      if (store.steps.length) localStorage.setItem(storeKey, JSON.stringify(store));
      else localStorage.removeItem(storeKey);
    } catch (error) {
      memory = store;
      say(t("This browser keeps nothing from this page: download the decisions before you close it."));
    }
  }
  function settings() { return read(settingsKey, { who: "", keys: true }); }
  function saveSettings(value) { try { localStorage.setItem(settingsKey, JSON.stringify(value)); } catch (error) { return; } }

  const entries = data.queue.map(([mention, observation, risk, why, quote], index) => ({
    index, mention, observation, risk, why, quote,
    key: observation >= 0 ? "o:" + data.observations[observation].id : mention >= 0 ? "m:" + data.mentions[mention].id : "s:" + index,
  }));
  let now = null;
  let form = null;

  // Building the desk.
  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (key === "onclick") made.addEventListener("click", value);
      else if (key in made && key !== "list" && key !== "form") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  }
  const heading = element("h2", { id: "desk-title" }, t("Review"));
  const place = element("p", { className: "quiet" });
  const body = element("div", { id: "desk-body" });
  const forms = element("div");
  const status = element("p", { role: "status" });
  const actions = [
    ["a", t("Accept"), accept], ["x", t("Reject"), () => open(rejectForm)], ["e", t("Edit"), () => open(editForm)],
    ["n", t("No indicator"), () => open(classForm)], ["i", t("Add"), () => open(addForm)], ["s", t("Skip"), skip],
    ["u", t("Undo"), undo], ["j", t("Next"), () => move(1)], ["k", t("Previous"), () => move(-1)],
    ["d", t("Download"), download], ["w", t("Who"), () => who.focus()],
  ];
  const buttons = element("div", { className: "keys" }, ...actions.map(([key, name, act]) =>
    element("button", { type: "button", id: "act-" + key, "aria-keyshortcuts": key, onclick: act }, name, element("kbd", { "aria-hidden": "true" }, key))));
  const who = element("input", { id: "who", value: settings().who, autocomplete: "name", placeholder: t("your name") });
  const keys = element("input", { id: "keys", type: "checkbox", checked: settings().keys });
  who.addEventListener("change", () => saveSettings({ who: who.value.trim(), keys: keys.checked }));
  who.addEventListener("keydown", event => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    saveSettings({ who: who.value.trim(), keys: keys.checked });
    rest();
    say(who.value.trim() ? t("Decisions are signed {1}.", who.value.trim()) : t("Decisions are not signed."));
  });
  keys.addEventListener("change", () => saveSettings({ who: who.value.trim(), keys: keys.checked }));
  const log = element("ol", { id: "log", reversed: true });
  desk.append(heading, place, buttons, forms, status, body,
    element("label", {}, t("Reviewer"), " ", who),
    element("p", {}, element("label", {}, keys, " ", t("Single letters act as keys"))),
    element("p", {}, element("a", { href: "../review.html#order" }, t("How the order comes about"))),
    element("details", {}, element("summary", {}, t("Decisions in this browser")), log));
  for (const [name, pairs] of Object.entries(data.lists)) {
    desk.append(element("datalist", { id: "list-" + name }, ...pairs.map(([id, label]) => element("option", { value: id }, label))));
  }
  desk.hidden = false;

  function say(words) { status.textContent = words; }

  // What has been decided.
  function settled() {
    const keys = new Map();
    for (const step of load().steps) if (step.entry) keys.set(step.entry, step.name);
    return keys;
  }
  function remaining() {
    const done = settled();
    return entries.filter(entry => entry.risk > 0 && !done.has(entry.key));
  }

  // Showing one entry.
  function mention() { return now && now.mention >= 0 ? data.mentions[now.mention] : null; }
  function observation() { return now && now.observation >= 0 ? data.observations[now.observation] : null; }
  function sentence(item) {
    const parts = [item.name + (item.treaty ? ", " + item.treaty : ""), item.area, item.time_period || t("no period stated")];
    if (item.sex === "F") parts.push(t("women"));
    if (item.sex === "M") parts.push(t("men"));
    if (item.age !== "_T") parts.push(t("age {1}", item.age));
    if (item.base) parts.push(t("of {1}", item.base));
    return parts.join(", ") + ": " + item.label + ", " + (item.cited_source ? t("says {1}", item.cited_source) : t("no source named"));
  }
  function show(entry, scroll) {
    for (const old of document.querySelectorAll(".num.now")) old.classList.remove("now");
    now = entry;
    form = null;
    forms.replaceChildren();
    const left = remaining().length;
    const done = settled();
    place.textContent = t("{1} of {2} to look at", left, entries.length);
    body.replaceChildren();
    if (window.CSS && CSS.highlights) CSS.highlights.delete("evidence");
    if (!entry) {
      body.append(element("p", {}, t("Nothing left in the queue. Choose any number in the text, or download the decisions.")));
    } else {
      const m = mention(), o = observation();
      body.append(element("p", { className: "quiet" }, (entry.risk ? t("risk {1}", entry.risk) + ": " : "") + entry.why + (done.has(entry.key) ? "; " + t("you: {1}", named(done.get(entry.key))) : "")));
      if (o) body.append(element("p", { dir: "auto" }, sentence(o)));
      else if (m) body.append(element("p", { dir: "auto" }, m.state === "classified" ? t("\u201c{1}\u201d is classified as {2}", m.quote, m.what) : t("\u201c{1}\u201d is unexplained", m.quote)));
      if (m) {
        const page = texts.get(m.page);
        if (page) {
          const at = m.start - page.start;
          const cut = (from, to) => page.points.slice(Math.max(0, from), to).join("").replace(/\s+/g, " ");
          body.append(element("p", { className: "context", dir: "auto" }, cut(at - 120, at), element("mark", {}, cut(at, at + m.end - m.start)), cut(at + m.end - m.start, at + m.end - m.start + 120)));
        }
        for (const piece of document.querySelectorAll('[data-m]')) {
          if (piece.dataset.m.split(" ").includes(String(entry.mention))) piece.classList.add("now");
        }
        const first = document.getElementById("m-" + m.id.slice(0, 12));
        if (scroll && first) first.scrollIntoView({ block: "center" });
      } else body.append(element("p", { dir: "auto" }, quoted(entry.quote)));
      if (o) {
        const links = document.querySelectorAll('[data-id="' + o.id + '"] .cells a');
        if (links.length) {
          const line = element("p", { className: "cells" }, t("In the tables:"), " ");
          links.forEach((link, i) => line.append(i ? ", " : "", element("a", { href: link.getAttribute("href") }, link.textContent)));
          body.append(line);
        }
        body.append(element("p", {}, element("a", { href: "#o-" + o.id.slice(0, 12) }, t("Evidence, rule and citation"))));
        if (window.CSS && CSS.highlights && window.Highlight) {
          const ranges = o.evidence.filter(([name]) => name !== "value").map(([, start, end]) => range(start, end)).filter(Boolean);
          CSS.highlights.set("evidence", new Highlight(...ranges));
        }
      }
    }
    for (const key of ["a", "x", "e"]) document.getElementById("act-" + key).disabled = !observation();
    document.getElementById("act-n").disabled = !now || now.mention < 0;
    document.getElementById("act-s").disabled = !now;
    refresh();
  }
  function refresh() {
    const store = load();
    document.getElementById("act-u").disabled = !store.steps.length;
    const lines = store.steps.flatMap(step => step.lines);
    document.getElementById("act-d").disabled = !lines.length;
    log.replaceChildren(...store.steps.slice().reverse().map(step => element("li", { dir: "auto" }, named(step.name) + " " + quoted(step.quote) +
      step.lines.map(line => " " + line.field + "=" + line.new).join(","))));
    const done = settled();
    for (const piece of document.querySelectorAll(".num.done")) piece.classList.remove("done");
    for (const entry of entries) {
      if (entry.mention < 0 || !done.has(entry.key) || done.get(entry.key) === "skipped") continue;
      const first = document.getElementById("m-" + data.mentions[entry.mention].id.slice(0, 12));
      if (first) first.closest(".num").classList.add("done");
    }
  }

  // Deciding.
  function line(at, about, field, old, value, reason) {
    return {
      field, indicator: about.indicator || "", new: value, observation: about.id || "", old, reason,
      target: at, treaty: about.treaty || "", when: new Date().toISOString().replace(/\.\d+Z$/, "Z"), who: who.value.trim() || "unknown",
    };
  }
  function keep(name, quote, lines, entry) {
    const store = load();
    store.slug = data.slug;
    store.steps.push({ name, quote, entry: entry || "", lines });
    save(store);
    say(named(name) + ": " + quote.replace(/\s+/g, " "));
  }
  function here() { const m = mention(); return target(m.start, m.end, m.quote); }
  function advance() {
    const left = remaining();
    show(left.find(entry => now && entry.index > now.index) || left[0] || null, true);
    rest();
    heading.scrollIntoView({ block: "nearest" });
  }
  function accept() {
    const o = observation();
    if (!o) return say(t("There is no observation here to accept."));
    keep("accepted", mention().quote, [line(here(), o, "status", o.status, "accept", "read and found right")], now.key);
    advance();
  }
  function skip() {
    if (!now) return;
    keep("skipped", mention() ? mention().quote : now.quote, [], now.key);
    advance();
  }
  function undo() {
    const store = load();
    const last = store.steps.pop();
    if (!last) return say(t("Nothing to undo."));
    save(store);
    show(entries.find(entry => entry.key === last.entry) || now, true);
    say(t("undone: {1}", named(last.name) + " " + last.quote.replace(/\s+/g, " ")));
  }
  function move(step) {
    const at = now ? entries.indexOf(now) : -1;
    const next = entries[(at + step + entries.length) % entries.length];
    if (next) show(next, true);
  }
  function download() {
    const lines = load().steps.flatMap(step => step.lines);
    if (!lines.length) return say(t("There are no decisions yet."));
    const link = element("a", { download: "decisions-" + data.slug + ".ndjson" });
    link.href = URL.createObjectURL(new Blob([lines.map(one => JSON.stringify(one) + "\n").join("")], { type: "application/x-ndjson" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say((lines.length === 1 ? t("{1} decision downloaded", 1) : t("{1} decisions downloaded", lines.length)) + "; " + t("next: indicators review import FILE. They stay here until you undo them."));
  }

  // Forms: Enter saves, Escape closes.
  function open(make) {
    const chosen = selected();
    const made = make(chosen);
    if (!made) return;
    form = made;
    forms.replaceChildren(made);
    const first = made.querySelector("input, select");
    if (first) first.focus();
    if (first && first.select) first.select();
  }
  function close() {
    form = null;
    forms.replaceChildren();
    rest();
  }
  function rest() {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  function input(label, name, value, more) {
    return element("label", {}, label, element("input", Object.assign({ name, value: value || "", autocomplete: "off" }, more || {})));
  }
  function select(label, name, options, value) {
    const made = element("select", { name }, ...options.map(([value, shown]) => element("option", { value }, shown)));
    if (value !== undefined) made.value = value;
    return element("label", {}, label, made);
  }
  function build(title, parts, submit) {
    const made = element("form", { "aria-label": title }, element("h3", {}, title), ...parts,
      element("p", {}, element("button", { type: "submit" }, t("Save")), " ", element("button", { type: "button", onclick: close }, t("Cancel"))));
    made.addEventListener("submit", event => { event.preventDefault(); submit(new FormData(made), made); });
    return made;
  }
  function rejectForm() {
    const o = observation();
    if (!o) { say(t("There is no observation here to reject.")); return null; }
    return build(t("Reject"), [select(t("Why"), "reason", rejectReasons), input(t("Remark"), "remark")], form => {
      const reason = [form.get("reason"), form.get("remark").trim()].filter(Boolean).join(": ");
      keep("rejected", mention().quote, [line(here(), o, "status", o.status, "reject", reason)], now.key);
      advance();
    });
  }
  function editForm() {
    const o = observation();
    if (!o) { say(t("There is no observation here to edit.")); return null; }
    const made = build(t("Edit"), [select(t("Field"), "field", fields), element("div", {}), input(t("Why"), "reason", "", { required: true })], form => {
      const field = form.get("field"), value = (form.get("new") || "").trim(), old = o[field] || "";
      if (value === old) return say(t("{1} is \u201c{2}\u201d already.", field, value));
      keep("edited", mention().quote, [line(here(), o, field, old, value, form.get("reason").trim() || "corrected")], now.key);
      advance();
    });
    const change = () => {
      const field = made.elements.field.value;
      made.querySelector("div").replaceChildren(choices[field] ? select(t("New value"), "new", choices[field], o[field])
        : input(t("New value (now: {1})", o[field] || t("nothing")), "new", o[field], lists[field] ? { list: "list-" + lists[field] } : {}));
    };
    made.elements.field.addEventListener("change", change);
    change();
    return made;
  }
  function classForm() {
    const m = mention(), o = observation();
    if (!m) { say(t("There is no number here.")); return null; }
    return build(t("No indicator"), [select(t("It is a"), "kind", numberClasses), input(t("Remark"), "remark")], form => {
      const kind = form.get("kind"), remark = form.get("remark").trim();
      const reason = "no indicator: " + kind + (remark ? ": " + remark : "");
      keep("no indicator", m.quote, [o ? line(here(), o, "status", o.status, "reject", reason)
        : line(here(), {}, "mention", m.state === "classified" ? m.reason : m.state, kind, reason)], now.key);
      advance();
    });
  }
  function addForm(chosen) {
    const m = mention();
    const start = chosen || (m && m.state !== "observation" ? { start: m.start, end: m.end, quote: m.quote } : null);
    const made = build(t("Add a missed fact"), [
      input(t("Words in the text, exactly"), "quote", start ? start.quote : "", { required: true }),
      input(t("Indicator"), "indicator", "", { required: true, list: "list-indicators" }),
      input(t("Value, with a decimal point"), "value", m && start && m.start === start.start ? m.value : "", { required: true }),
      input(t("Period, ISO 8601"), "time_period"), select(t("Sex"), "sex", choices.sex), input(t("Area"), "area", data.area, { list: "list-areas" }),
      input(t("Treaty"), "treaty", "", { list: "list-treaties" }), input(t("Source"), "cited_source", "", { list: "list-sources" }),
      input(t("Why"), "reason", "missed by the rules", { required: true }),
    ], form => {
      const quote = form.get("quote"), indicator = form.get("indicator").trim();
      if (!data.lists.indicators.some(([id]) => id === indicator)) return say(t("There is no indicator \u201c{1}\u201d.", indicator));
      let spot = start && start.quote === quote ? start : null;
      if (!spot) {
        const hits = find(quote);
        if (hits.length !== 1) return say(hits.length ? t("These words stand in {1} places; give more of them, or select them.", hits.length) : t("These words do not stand in the text."));
        spot = hits[0];
      }
      const at = target(spot.start, spot.end, spot.quote);
      const treaty = form.get("treaty").trim();
      const about = { indicator, treaty, id: "" };
      const reason = form.get("reason").trim() || "missed by the rules";
      const lines = [line(at, about, "add", "", form.get("value").trim(), reason)];
      const defaults = { time_period: "", sex: "_T", area: data.area, cited_source: "" };
      for (const [field, usual] of Object.entries(defaults)) {
        const value = (form.get(field) || "").trim();
        if (value !== usual) lines.push(line(at, about, field, usual, value, reason));
      }
      const entry = now && m && spot.start === m.start && spot.end === m.end && now.observation < 0 ? now.key : "";
      keep("added", spot.quote, lines, entry);
      if (entry) advance(); else show(now, false);
    });
    return made;
  }

  // Keys act only where nobody is typing, and can be switched off.
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && form) { event.preventDefault(); return close(); }
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.checked || form) return;
    const focus = event.target;
    if (focus instanceof Element && focus.closest("input, select, textarea, [contenteditable]")) return;
    const action = actions.find(([key]) => key === event.key);
    if (!action) return;
    event.preventDefault();
    const button = document.getElementById("act-" + action[0]);
    if (button.disabled) return say(t("{1} is not possible here.", action[1]));
    action[2]();
  });
  function byMention(index, observation) {
    return entries.find(entry => entry.mention === index && (observation === undefined || entry.observation === observation))
      || { index: -1, mention: index, observation: observation === undefined ? -1 : observation, risk: 0, why: data.mentions[index].said, quote: data.mentions[index].quote, key: "m:" + data.mentions[index].id };
  }
  document.addEventListener("click", event => {
    const piece = event.target instanceof Element ? event.target.closest("[data-m]") : null;
    const selection = window.getSelection();
    if (!piece || (selection && !selection.isCollapsed)) return;
    const index = Number(piece.dataset.m.split(" ")[0]);
    // By mouse or finger the desk shows it beside the text; by keyboard the link leads to the observation below.
    if (piece.tagName === "A" && event.detail > 0 && !event.ctrlKey && !event.metaKey) event.preventDefault();
    show(byMention(index, data.mentions[index].observations[0]), false);
  });
  function arrive() {
    const id = location.hash.slice(1);
    const kind = id.slice(0, 2), beginning = id.slice(2);
    if (beginning.length < 12) return false;
    let found = null;
    if (kind === "t-" || kind === "o-") {
      const at = data.observations.findIndex(item => item.id.startsWith(beginning));
      if (at >= 0) found = byMention(data.observations[at].mention, at);
    } else if (kind === "m-") {
      const at = data.mentions.findIndex(item => item.id.startsWith(beginning));
      if (at >= 0) found = byMention(at, data.mentions[at].observations[0]);
    }
    if (found) show(found, kind !== "o-");
    return Boolean(found);
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("storage", event => { if (event.key === storeKey) show(now, false); });
  if (!arrive()) show(remaining()[0] || null, false);
})();
