// The explorer as a tree: arrows move between rows, right and left open and close, Enter goes to the row.
// Branches come by htmx, which waits for the event "expand"; without this script the same arrows are links.

const table = document.querySelector("[data-explorer]");
const rows = () => [...table.querySelectorAll("tr[data-key]")];
const below = (row) => rows().filter((one) => one.dataset.key.startsWith(`${row.dataset.key}.`));
const twist = (row) => row.querySelector("a.twist");
const isOpen = (row) => row.getAttribute("aria-expanded") === "true";

if (table) {
  table.addEventListener("click", onClick);
  table.addEventListener("keydown", onKey);
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr[data-key]");
    if (row) rove(row);
  });
  table.addEventListener("htmx:afterSwap", () => {
    if (!table.querySelector('tr[tabindex="0"]')) rove(rows()[0]);
  });
  table.addEventListener("htmx:beforeSwap", (event) => {
    const row = event.target.closest("tr[data-key]");
    if (row && !isOpen(row)) event.detail.shouldSwap = false; // closed again before its branch arrived
  });
  table.addEventListener("htmx:responseError", settle);
  table.addEventListener("htmx:sendError", settle);
  rove(rows()[0]);
}

function onClick(event) {
  const arrow = event.target.closest("a.twist");
  if (!arrow || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = arrow.closest("tr");
  isOpen(row) ? close(row) : open(row);
}

function open(row) {
  if (!twist(row) || isOpen(row)) return;
  row.setAttribute("aria-expanded", "true");
  twist(row).dispatchEvent(new CustomEvent("expand"));
  remember(row, true);
}

function close(row) {
  if (!isOpen(row)) return;
  for (const one of below(row)) one.remove();
  row.setAttribute("aria-expanded", "false");
  remember(row, false);
}

// What could not be loaded is not open.
function settle(event) {
  const row = event.target.closest("tr[data-key]");
  if (row) close(row);
}

// Reloading, going back and sharing the address show the same branches.
function remember(row, isShown) {
  const address = new URL(location.href);
  const kept = (address.searchParams.get("open") ?? "").split(",").filter((ref) => ref && ref !== row.dataset.ref);
  if (isShown) kept.push(row.dataset.ref);
  address.searchParams.delete("open");
  const others = address.searchParams.toString();
  const opened = kept.length ? `open=${kept.join(",")}` : "";
  address.search = [others, opened].filter(Boolean).join("&");
  history.replaceState(history.state, "", address);
}

function onKey(event) {
  const row = event.target.closest("tr[data-key]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    ArrowDown: () => step(row, 1),
    ArrowUp: () => step(row, -1),
    ArrowRight: () => (row.ariaExpanded === "false" ? open(row) : below(row).length && step(row, 1)),
    ArrowLeft: () => (isOpen(row) ? close(row) : rove(parentOf(row), true)),
    Home: () => rove(rows()[0], true),
    End: () => rove(rows().at(-1), true),
    Enter: () => event.target === row && row.querySelector(".row-title").click(),
  }[event.key];
  if (!act || (event.key === "Enter" && event.target !== row)) return;
  event.preventDefault();
  act();
}

function step(row, by) {
  const all = rows();
  rove(all[all.indexOf(row) + by], true);
}

function parentOf(row) {
  const key = row.dataset.key.split(".").slice(0, -1).join(".");
  return rows().find((one) => one.dataset.key === key);
}

// Only one row is in the order of Tab: the one the reader was at last.
function rove(row, takesFocus = false) {
  if (!row) return;
  for (const one of table.querySelectorAll('tr[tabindex="0"]')) one.tabIndex = -1;
  row.tabIndex = 0;
  if (takesFocus) row.focus();
}
