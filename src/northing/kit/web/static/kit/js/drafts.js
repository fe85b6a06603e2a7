// Forms with data-keep-draft="<key>" survive a reload: what is typed is kept in this browser until it was sent.
// Passwords, files and hidden fields are never kept; signing out forgets everything.

const PREFIX = "northing:draft:";
const kept = "input:not([type=password], [type=file], [type=hidden], [type=submit]), textarea, select";

const forms = () => document.querySelectorAll("form[data-keep-draft]");
const nameOf = (form) => PREFIX + form.dataset.keepDraft;
const fieldsOf = (form) => [...form.querySelectorAll(kept)].filter((field) => field.name);

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage must never stop anyone from typing.
  }
}

const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";
const idOf = (field) => (isSwitch(field) ? `${field.name}=${field.value}` : field.name);

function save(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    const isChanged = isSwitch(field) ? field.checked !== field.defaultChecked : field.value !== startOf(field);
    if (isChanged) values[idOf(field)] = isSwitch(field) ? field.checked : field.value;
  }
  if (Object.keys(values).length) write(nameOf(form), { values, isSent: false });
  else localStorage.removeItem(nameOf(form));
}

function startOf(field) {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
}

function restore(form) {
  if (form.dataset.draftRead) return;
  form.dataset.draftRead = "yes";
  const draft = read(nameOf(form));
  if (!draft?.values) return;
  if (draft.isSent) return localStorage.removeItem(nameOf(form)); // accepted, or shown again with its own text
  for (const field of fieldsOf(form)) {
    const value = draft.values[idOf(field)];
    if (value === undefined) continue;
    if (isSwitch(field)) field.checked = value;
    else if (field.value === startOf(field)) field.value = value;
  }
  form.dispatchEvent(new CustomEvent("northing:restored", { bubbles: true }));
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

// A sent draft is dropped when a page without its form comes; an error page makes it a draft again.
function sweep() {
  const shown = new Set([...forms()].map(nameOf));
  for (const name of Object.keys(localStorage)) {
    const draft = name.startsWith(PREFIX) && read(name);
    if (!draft?.isSent) continue;
    if (document.body.dataset.error) write(name, { ...draft, isSent: false });
    else if (!shown.has(name)) localStorage.removeItem(name);
  }
}

let pause;
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep-draft]");
  if (!form) return;
  clearTimeout(pause);
  pause = setTimeout(() => save(form), 250);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-forgets-drafts]")) {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } else if (form.matches("[data-keep-draft]")) {
    clearTimeout(pause);
    save(form);
    const draft = read(nameOf(form));
    if (draft) write(nameOf(form), { ...draft, isSent: true });
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form[data-keep-draft]");
  if (form && event.detail.successful) localStorage.removeItem(nameOf(form));
});

// "Discard" beside a restored draft.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-draft-discard]");
  if (!button) return;
  const form = button.closest("form");
  localStorage.removeItem(nameOf(form));
  form.reset();
  button.closest("[data-draft-note]").hidden = true;
});

document.addEventListener("htmx:load", () => forms().forEach(restore));
sweep();
forms().forEach(restore);
