// Rows: which one is next, sending one while the next is typed, what is done, the seconds of undo, the end.

const UNDO_SECONDS = 10;

export const rowOf = (target) => target?.closest?.('.checkin:not([data-state="saved"])') ?? null;
export const fieldOf = (row) =>
  row.querySelector("[data-field]:is(input)") ??
  row.querySelector(".stagebar [name=stage]:not(:checked), .stagebar [name=stage], .yesno input:checked, .yesno input") ??
  row.querySelector(".confidence .is-last input, .confidence input");

const rows = () => [...document.querySelectorAll(".checkin")];
const isWaiting = (row) => row.dataset.state === "open" || row.dataset.state === "failed";
const finishLink = () => document.getElementById("check-in-finish");

export const canFinish = () => Boolean(finishLink());

// A row of numbers is answered when something was typed or chosen; stages, yes/no and judgements by Enter itself.
export function isAnswered(row) {
  const asks = row.querySelector("[data-asks]").dataset.asks;
  const field = row.querySelector("input[name=value]");
  if (asks !== "number") return asks !== "yes_no" || Boolean(row.querySelector(".yesno :checked")) || isJudged(row);
  return Boolean(field.value.trim()) || isJudged(row) || Boolean(row.querySelector("[name=note]").value.trim());
}

const isJudged = (row) => Boolean(row.querySelector(".confidence :checked"));

export function send(row) {
  if (row.dataset.state === "saving") return;
  leave(row);
  row.querySelector("form").requestSubmit();
}

// The button moves on as Enter does.
document.addEventListener("submit", (event) => {
  const row = event.submitter?.matches(".checkin__save") && rowOf(event.submitter);
  if (row) leave(row);
});

// The next row that waits, else one before it, else the end.
export function leave(row) {
  const all = rows();
  const at = all.indexOf(row);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(isWaiting);
  const target = next ? fieldOf(next) : finishLink();
  target?.focus();
  if (next) show(next);
}

export function step(row, by) {
  const all = rows().filter(isWaiting);
  const next = all[all.indexOf(row) + by];
  if (next) {
    fieldOf(next).focus();
    show(next);
  }
}

// Above the keyboard of a phone, and below the top bar.
function show(row) {
  row.scrollIntoView({ block: "nearest", behavior: "auto" });
}

window.visualViewport?.addEventListener("resize", () => {
  const row = document.activeElement?.closest(".checkin");
  if (row) show(row);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form.matches?.("form.checkin__grid")) form.closest(".checkin").dataset.state = "saving";
});

// A request that brought no new row (no connection, a refusal as a toast) leaves the row as it was typed.
document.addEventListener("htmx:afterRequest", (event) => {
  const row = event.detail.elt.closest?.(".checkin");
  if (row?.isConnected && row.dataset.state === "saving" && !event.detail.successful && event.detail.xhr.status !== 422) {
    row.dataset.state = "failed";
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.detail.target.matches?.(".checkin, #check-in")) return;
  count();
});

document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part.matches?.(".checkin")) arrive(part);
  const heading = part.matches?.("#check-in") && part.querySelector("[data-arrives]");
  if (heading) heading.focus();
});

function arrive(row) {
  const undo = row.querySelector("[data-undo]");
  const isElsewhere = Boolean(document.activeElement?.closest(".checkin"));
  if (undo) startUndo(undo);
  if (row.dataset.state !== "saved" && !isElsewhere) {
    const choice = row.querySelector("[name=meant]");
    (choice ?? row.querySelector("[aria-invalid=true]") ?? fieldOf(row))?.focus();
    show(row);
  }
  count();
}

// Undo is offered for ten seconds; "change" stays.
function startUndo(form) {
  const seconds = Number(form.dataset.undo);
  if (!seconds) {
    form.hidden = true;
    return;
  }
  setTimeout(() => {
    if (form.matches(":focus-within")) form.nextElementSibling.focus();
    form.hidden = true;
  }, Math.min(seconds, UNDO_SECONDS) * 1000);
}

function count() {
  const meter = document.getElementById("check-in-meter");
  if (!meter) return;
  const all = rows().length;
  const done = rows().filter((row) => row.dataset.state === "saved").length;
  meter.querySelector("progress").value = done;
  meter.querySelector("progress").max = all || 1;
  meter.querySelector(".meter__label").textContent = meter.dataset.label.replace("{done}", done).replace("{all}", all);
  const badge = document.querySelector('.rail a[href$="/check-in"] .badge');
  if (badge) {
    const left = rows().filter((row) => "due" in row.dataset && row.dataset.state !== "saved").length;
    badge.textContent = left > 99 ? "99+" : left;
    badge.hidden = left === 0;
  }
  const link = finishLink();
  link.classList.toggle("button--primary", done === all);
  link.classList.toggle("button--plain", done !== all);
}

// Save what is being typed, wait for every answer, then end; a refused row is shown instead.
export async function finish(row) {
  const needsSending = row && isWaiting(row) && "touched" in row.dataset && isAnswered(row);
  if (needsSending) row.querySelector("form").requestSubmit();
  await settled();
  const failed = rows().find((one) => one.dataset.state === "failed");
  if (failed) {
    fieldOf(failed)?.focus();
    show(failed);
  } else {
    finishLink()?.click();
  }
}

function settled() {
  return new Promise((resolve) => {
    const look = () => (rows().some((row) => row.dataset.state === "saving") ? setTimeout(look, 40) : resolve());
    setTimeout(look, 0);
  });
}

document.querySelectorAll("[data-undo]").forEach(startUndo);
