// The coach's one-click fixes, and what a sentence says for the other fields: only empty, untouched ones are filled.

const touched = new WeakSet();

function put(form, values, { onlyEmpty = false } = {}) {
  const filled = [];
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements[name];
    if (!input || typeof input.value !== "string") continue;
    if (onlyEmpty && (input.value || touched.has(input))) continue;
    if (input.value === value) continue;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    filled.push(input);
  }
  return filled;
}

document.addEventListener("input", (event) => {
  if (event.isTrusted) touched.add(event.target);
  event.target.classList?.remove("is-read-from-text");
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
    const values = JSON.parse(part.dataset.fills);
    part.removeAttribute("data-fills");
    const filled = form ? put(form, values, { onlyEmpty: true }) : [];
    for (const input of filled) input.classList.add("is-read-from-text");
    if (filled.length) form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
document.addEventListener("htmx:afterSettle", fill);
fill();
