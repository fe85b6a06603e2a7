// "@" in a comment offers people: arrows choose, Enter or Tab takes, Esc closes. Without it names are typed out.

const LONGEST = 40;
let open = null; // { field, list, start, asked }

function typedName(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}_./])[@＠]([^\n@＠]*)$/u.exec(before);
  if (!found || found[1].length > LONGEST) return null;
  return { text: found[1], start: field.selectionStart - found[1].length };
}

function close() {
  if (!open) return;
  open.list?.remove();
  open.field.removeAttribute("aria-controls");
  open.field.removeAttribute("aria-activedescendant");
  open = null;
}

function options() {
  return open?.list ? [...open.list.querySelectorAll("[role=option]")] : [];
}

function choose(step) {
  const all = options();
  if (!all.length) return;
  const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = all[(now + step + all.length) % all.length];
  all.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
  open.field.setAttribute("aria-activedescendant", next.id);
}

function take(option) {
  const { field, start } = open;
  field.setRangeText(`${option.dataset.spelled} `, start, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  field.focus();
}

async function suggest(field) {
  const name = typedName(field);
  if (!name || name.text.endsWith("  ")) return close();
  const asked = name.text;
  if (open?.field !== field) {
    close();
    open = { field, list: null, start: name.start, asked };
  }
  open.start = name.start;
  open.asked = asked;
  const response = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(asked)}`, {
    headers: { "HX-Request": "true" },
  });
  if (!response.ok || open?.field !== field || open.asked !== asked) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = parsed.querySelector("[role=listbox]");
  open.list?.remove();
  if (!list?.children.length) return close();
  list.id = `${field.id}-people`;
  field.after(list);
  open.list = list;
  field.setAttribute("aria-controls", list.id);
  choose(0);
}

let waiting;
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-mentions]")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(field), 120);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (open?.list && open.field === field) {
    const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      take(chosen);
    } else if (event.key === "Escape") {
      close();
    } else return;
    event.preventDefault();
  } else if (field.matches?.("[data-mentions]") && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    field.form.requestSubmit();
  }
});

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".mentions__list [role=option]");
  if (option && open) {
    event.preventDefault();
    take(option);
  } else if (open && event.target !== open.field) close();
});
