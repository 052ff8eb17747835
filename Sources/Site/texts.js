"use strict";
// The page's fixed texts in its language, by their English; places for values are {1}, {2} and so on.
const pageTexts = JSON.parse((document.getElementById("texts") || { textContent: "{}" }).textContent);
function t(english, ...values) {
  return (pageTexts[english] || english).replace(/\{(\d+)\}/g, (place, number) => values[number - 1]);
}
