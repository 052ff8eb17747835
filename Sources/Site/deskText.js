"use strict";
// Between the code points that the release counts and the places in the page that a browser knows.
function deskText(data) {
  const texts = new Map(Array.from(document.querySelectorAll(".text"), element =>
    [Number(element.dataset.page), { element, start: Number(element.dataset.start), points: Array.from(element.textContent) }]));
  function pageOf(point) {
    let found = null;
    for (const [number, start] of data.pages) if (start <= point) found = number;
    return found;
  }
  function nodeAt(page, offset) {
    const walker = document.createTreeWalker(page.element, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const points = Array.from(node.data);
      if (left <= points.length) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return null;
  }
  function range(start, end) {
    const page = texts.get(pageOf(start));
    if (!page) return null;
    const from = nodeAt(page, start - page.start), to = nodeAt(page, Math.min(end - page.start, page.points.length));
    if (!from || !to) return null;
    const made = document.createRange();
    made.setStart(from[0], from[1]);
    made.setEnd(to[0], to[1]);
    return made;
  }
  function target(start, end, quote) {
    const page = texts.get(pageOf(start));
    const at = page ? start - page.start : 0;
    const points = page ? page.points : [];
    return {
      char_end: end, char_start: start, document: data.document,
      prefix: points.slice(Math.max(0, at - 32), at).join(""), quote, report: data.report,
      suffix: points.slice(at + end - start, at + end - start + 32).join(""),
    };
  }
  function selected() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const chosen = selection.getRangeAt(0);
    const node = chosen.startContainer.nodeType === 1 ? chosen.startContainer : chosen.startContainer.parentElement;
    const element = node && node.closest(".text");
    if (!element || !element.contains(chosen.endContainer)) return null;
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(chosen.startContainer, chosen.startOffset);
    const quote = chosen.toString();
    const start = Number(element.dataset.start) + Array.from(before.toString()).length;
    return quote.trim() ? { start, end: start + Array.from(quote).length, quote } : null;
  }
  function find(words) {
    const wanted = Array.from(words);
    const hits = [];
    if (!words.trim()) return hits;
    for (const page of texts.values()) {
      for (let at = 0; at + wanted.length <= page.points.length; at++) {
        let fits = true;
        for (let i = 0; fits && i < wanted.length; i++) fits = page.points[at + i] === wanted[i];
        if (fits) hits.push({ start: page.start + at, end: page.start + at + wanted.length, quote: words });
      }
    }
    return hits;
  }
  return { texts, range, target, selected, find };
}
