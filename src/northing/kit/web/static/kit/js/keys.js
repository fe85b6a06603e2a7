// Keys that work on every page: "/" searches, "?" shows the keys of this page.

const isTyping = (target) => target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName ?? "");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/" && search()) event.preventDefault();
  if (event.key === "?") document.getElementById("keys")?.togglePopover();
});

function search() {
  const field = document.querySelector("[data-search]");
  if (!field || !field.offsetParent) return false;
  field.focus();
  field.select();
  return true;
}
