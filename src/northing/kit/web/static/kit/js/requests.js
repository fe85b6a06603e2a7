// htmx, quietly: refusals become toasts, failures keep what was typed, arrivals are announced.

document.documentElement.dataset.js = "";

const toasts = () => document.getElementById("toasts");

function announce(text) {
  const region = document.getElementById("announcer");
  if (!region || !text) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 60);
}

function complain(text) {
  const region = toasts();
  if (!region || !text) return;
  const toast = document.createElement("div");
  toast.className = "toast toast--bad";
  toast.dataset.toast = "8";
  const words = document.createElement("span");
  words.className = "toast__text";
  words.textContent = text;
  toast.append(words);
  region.append(toast);
}

// A refusal (403, 404, 409) carries its own toast and names where it goes.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && xhr.getResponseHeader("HX-Retarget")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:responseError", () => complain(toasts()?.dataset.failed));
document.addEventListener("htmx:sendError", () => complain(toasts()?.dataset.lost));

// A swapped part may say aloud what it is: data-announce="3 key results left".
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const speaker = part.matches?.("[data-announce]") ? part : part.querySelector?.("[data-announce]");
  if (speaker) announce(speaker.dataset.announce);
});

// One write at a time from one form; the button wakes up again with the answer.
document.addEventListener("htmx:beforeRequest", (event) => setBusy(event.detail.elt, true));
document.addEventListener("htmx:afterRequest", (event) => setBusy(event.detail.elt, false));

function setBusy(form, isBusy) {
  if (form instanceof HTMLFormElement) form.setAttribute("aria-busy", String(isBusy));
}

// Other scripts ask for an announcement with an event instead of an import.
document.addEventListener("northing:announce", (event) => announce(event.detail));

// A part that needs a script of its own names it with data-module: scripts inside swapped markup are never run.
function loadModules() {
  for (const part of document.querySelectorAll("[data-module]")) {
    import(part.dataset.module);
    part.removeAttribute("data-module");
  }
}
document.addEventListener("htmx:afterSettle", loadModules);
loadModules();
