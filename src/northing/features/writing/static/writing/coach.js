// The coach's one-click fixes, and what a sentence says for the other fields: what somebody typed there stays.

const OWN = "is-read-from-text"; // the sentence filled it, nobody typed it: a new sentence may change it again

function set(input, value) {
  if (input.value === value) return false;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function put(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements[name];
    if (input && typeof input.value === "string") set(input, value);
  }
}

document.addEventListener("input", (event) => {
  if (event.isTrusted) event.target.classList?.remove(OWN);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fix]");
  const form = button?.closest("form");
  if (!form) return;
  const values = JSON.parse(button.dataset.fix);
  put(form, values);
  (form.elements[Object.keys(values)[0]] ?? button).focus();
  form.dispatchEvent(new Event("change", { bubbles: true }));
  if (button.dataset.then) window.open(button.dataset.then, "_blank", "noopener");
});

function fill() {
  for (const part of document.querySelectorAll("[data-fills]")) {
    const form = part.closest("form");
    const values = JSON.parse(part.dataset.fills || "{}");
    part.removeAttribute("data-fills");
    if (!form) continue;
    let isChanged = false;
    for (const input of form.querySelectorAll(`.${OWN}`)) {
      if (input.name in values) continue;
      input.classList.remove(OWN);
      isChanged = set(input, "") || isChanged;
    }
    for (const [name, value] of Object.entries(values)) {
      const input = form.elements[name];
      if (!input || typeof input.value !== "string") continue;
      if (input.value && !input.classList.contains(OWN)) continue;
      isChanged = set(input, value) || isChanged;
      input.classList.add(OWN);
    }
    if (isChanged) form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
document.addEventListener("htmx:afterSettle", fill);
fill();
