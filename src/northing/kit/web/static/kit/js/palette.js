// Ctrl+K (⌘K): jump to any page or thing from anywhere. Arrows choose, Enter goes, Esc closes.

const palette = document.getElementById("palette");
const field = palette?.querySelector("input");

const options = () => [...palette.querySelectorAll("[role=option]")];

function mark(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = options();
  if (!all.length) return;
  const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  mark(all[(now + by + all.length) % all.length]);
}

function open() {
  if (document.querySelector("dialog[open]")) return false;
  palette.showModal();
  field.select();
  field.dispatchEvent(new Event("palette"));
  return true;
}

if (palette) {
  document.addEventListener("keydown", (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (asked && event.key.toLowerCase() === "k" && open()) event.preventDefault();
  });

  field.addEventListener("keydown", (event) => {
    const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && chosen && !event.isComposing) chosen.click();
    else if (event.key === "Escape") palette.close(); // at once, instead of emptying the field first
    else return;
    event.preventDefault();
  });

  palette.addEventListener("htmx:afterSettle", () => mark(options()[0]));
}
