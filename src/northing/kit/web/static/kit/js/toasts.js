// Toasts leave after their seconds; they wait while the pointer or the focus is on them.

const region = document.getElementById("toasts");

function start(toast) {
  const seconds = Number(toast.dataset.toast);
  if (!seconds || toast.dataset.started) return;
  toast.dataset.started = "yes";
  let left = seconds * 1000;
  const tick = 250;
  const timer = setInterval(() => {
    if (!toast.isConnected) return clearInterval(timer);
    if (toast.matches(":hover, :focus-within")) return;
    left -= tick;
    if (left <= 0) {
      clearInterval(timer);
      leave(toast);
    }
  }, tick);
}

function leave(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 220);
}

// A modal dialog covers everything below it, so the toasts climb above it as a popover.
function climb() {
  if (!document.querySelector("dialog[open]")) return;
  region.popover = "manual";
  if (region.matches(":popover-open")) region.hidePopover();
  region.showPopover();
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(start);
  new MutationObserver((changes) => {
    region.querySelectorAll("[data-toast]").forEach(start);
    if (changes.some((change) => change.addedNodes.length)) climb();
    else if (!region.children.length) region.removeAttribute("popover");
  }).observe(region, { childList: true });
  region.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) leave(event.target.closest(".toast"));
  });
  region.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) leave(event.target.closest(".toast"));
  });
}
