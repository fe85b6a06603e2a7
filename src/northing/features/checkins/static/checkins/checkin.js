// The check-in page by keyboard. The page works without this: every row is a form of its own.
// rows.js moves between rows and sends them; here keys become acts.

import { canFinish, finish, fieldOf, isAnswered, leave, rowOf, send, step } from "./rows.js";

const SAME = "=";
const NO_NUMBER = "/";

// Full-width digits and signs count as ordinary ones; the Chinese comma sits where others have "/".
const plain = (key) => (key.length === 1 ? key.normalize("NFKC").replace("、", NO_NUMBER) : key);
const isComposing = (event) => event.isComposing || event.keyCode === 229;
const isTextField = (target) => target.matches("input[name=value]");
const isLongText = (target) => target.matches("textarea, input[type=date]");
const echoOf = (row) => row.querySelector(".checkin__value .checkin__echo");
const confidenceOf = (row) => row.querySelector(".confidence");

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.altKey) return;
  const row = rowOf(event.target);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && canFinish()) {
    event.preventDefault();
    finish(row);
    return;
  }
  if (!row || event.ctrlKey || event.metaKey || isLongText(event.target)) return;
  if (act(row, event.target, plain(event.key))) event.preventDefault();
});

function act(row, target, key) {
  if (key === "Enter") return onEnter(row, target);
  if (isTextField(target)) return onArrow(row, key);
  if (target.closest(".confidence")) return judge(row, key);
  if (target.closest(".stagebar")) return reach(row, key);
  if (target.closest(".yesno")) return answer(row, key);
  return false;
}

function onEnter(row, target) {
  if (target.closest("button, summary, a")) return false; // they do what they say
  if (!isAnswered(row)) {
    leave(row);
    return true;
  }
  if (isHeld(row)) return true;
  if (needsConfidence(row)) {
    focusConfidence(row);
    return true;
  }
  send(row);
  return true;
}

// What cannot be read stays with its reader, and a number far outside is asked about once. While the echo of what
// stands in the field is still on its way, the server says the same after sending.
function isHeld(row) {
  const field = row.querySelector("input[name=value]");
  const text = field?.value.trim();
  if (!text) return false;
  if (plain(text) === SAME) return !hasLast(row) && refuse(row);
  const echo = echoOf(row);
  if (echo.dataset.of !== field.value || !echo.querySelector(".is-problem")) return false;
  const isAskedAgain = echo.querySelector("[name=kept]") && row.dataset.held === field.value;
  if (isAskedAgain) return false;
  row.dataset.held = field.value;
  return refuse(row);
}

function refuse(row) {
  const field = row.querySelector("input[name=value]");
  field?.setAttribute("aria-invalid", "true");
  (field ?? row.querySelector(".yesno input"))?.focus();
  return true;
}

// "=" needs something to repeat: an earlier number, or an earlier yes or no.
function hasLast(row) {
  if (row.querySelector("input[name=value]")) return Boolean(row.querySelector("input[name=last]"));
  return !row.querySelector(".yesno") || Boolean(row.querySelector(".yesno :checked"));
}

document.addEventListener("htmx:afterSwap", (event) => {
  const echo = event.detail.target;
  if (echo.matches?.(".checkin__value .checkin__echo")) echo.dataset.of = event.detail.requestConfig.parameters.value ?? "";
});

// Without an earlier confidence there is nothing to keep: it is asked for before the row is sent.
function needsConfidence(row) {
  const form = row.querySelector("form");
  return !form.elements.still && !confidenceOf(row).querySelector(":checked");
}

function onArrow(row, key) {
  if (key !== "ArrowDown" && key !== "ArrowUp") return false;
  step(row, key === "ArrowDown" ? 1 : -1);
  return true;
}

function judge(row, key) {
  const value = key === "0" ? 10 : key === "-" || key === "−" ? 0 : /^[1-9]$/.test(key) ? Number(key) : null;
  if (value !== null) {
    const radio = row.querySelector(`.confidence input[value="${value}"]`);
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }
  return shortcut(row, key);
}

function reach(row, key) {
  const parts = [...row.querySelectorAll(".stagebar [name=stage]")];
  const number = Number(key);
  if (!/^[0-9]$/.test(key) || number > parts.length) return shortcut(row, key);
  parts.forEach((part, index) => (part.checked = index < number));
  focusConfidence(row);
  return true;
}

function answer(row, key) {
  const value = { 1: "yes", y: "yes", Y: "yes", 0: "no", n: "no", N: "no" }[key];
  if (!value) return shortcut(row, key);
  row.querySelector(`.yesno input[value=${value}]`).checked = true;
  focusConfidence(row);
  return true;
}

// "=" leaves stages and yes/no as they are, "/" says there is no news; both go on to the confidence.
function shortcut(row, key) {
  if (key !== SAME && key !== NO_NUMBER) return false;
  if (key === SAME && !hasLast(row)) {
    sayShort(row, key);
    return refuse(row);
  }
  const field = row.querySelector("input[name=value]");
  if (field) type(field, key);
  const judgement = row.querySelector("[name=is_judgement]");
  if (judgement) judgement.checked = key === NO_NUMBER;
  row.dataset.touched = "";
  focusConfidence(row);
  return true;
}

function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// However "=" or "/" got into the field (keyboard, input method, paste), it is complete: on to the confidence.
function onValue(event) {
  if (!isTextField(event.target) || event.isComposing) return;
  const row = rowOf(event.target);
  const text = event.target.value.trim();
  const key = plain(text);
  row.dataset.touched = "";
  event.target.removeAttribute("aria-invalid");
  sayShort(row, key);
  if (key === SAME && !hasLast(row)) return;
  if (text && (key === SAME || key === NO_NUMBER)) {
    event.target.value = key;
    focusConfidence(row);
  }
}

document.addEventListener("input", onValue);
document.addEventListener("compositionend", (event) => isTextField(event.target) && onValue({ target: event.target }));

function sayShort(row, key) {
  const list = row.closest("[data-same]");
  const isNothing = key === SAME && !hasLast(row);
  const words = isNothing ? list.dataset.nothing : { [SAME]: list.dataset.same, [NO_NUMBER]: list.dataset.none }[key];
  row.classList.toggle("says-short", Boolean(words));
  echoOf(row).classList.toggle("is-problem", isNothing);
  if (words) echoOf(row).textContent = words;
}

document.addEventListener("change", (event) => {
  const row = rowOf(event.target);
  if (row) row.dataset.touched = "";
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-types]");
  if (button) shortcut(rowOf(button), button.dataset.types);
});

// Tab into the confidence lands on the last one, so that arrows start from there.
function focusConfidence(row) {
  const chosen = row.querySelector(".confidence :checked") ?? row.querySelector(".confidence .is-last input");
  (chosen ?? row.querySelector(".confidence input")).focus();
}

document.addEventListener("focusin", (event) => {
  const group = event.target.closest?.(".checkin .confidence");
  if (!group || group.contains(event.relatedTarget) || !event.target.matches(":focus-visible")) return;
  const row = rowOf(group);
  if (!group.querySelector(":checked") && group.querySelector(".is-last")) focusConfidence(row);
});

const first = document.querySelector('.checkin[data-state="failed"], .checkin[data-state="open"]');
if (first && document.activeElement === document.body && matchMedia("(pointer: fine)").matches) fieldOf(first)?.focus();
