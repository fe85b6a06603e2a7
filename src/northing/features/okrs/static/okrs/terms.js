// A change of an agreed term needs its reason: said the moment a term differs from what was agreed, not after sending.

const reason = document.querySelector("[data-reason]");
const form = reason?.closest("form");
const terms = new Set(reason?.dataset.reason.split(" "));

const isTerm = (field) => terms.has(field.name) || terms.has(field.name.replace(/_\d+$/, ""));

function differs(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.defaultSelected) && !field.selectedOptions[0]?.defaultSelected;
  return field.value.trim() !== field.defaultValue.trim();
}

function look() {
  const isNeeded = "needed" in reason.dataset || [...form.elements].some((field) => field.name && isTerm(field) && differs(field));
  reason.classList.toggle("is-needed", isNeeded);
  reason.querySelector("textarea").required = isNeeded;
}

if (form) {
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  form.addEventListener("northing:restored", look);
  form.addEventListener("reset", () => setTimeout(look));
  look();
}
