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

if (region) {
  region.querySelectorAll("[data-toast]").forEach(start);
  new MutationObserver(() => region.querySelectorAll("[data-toast]").forEach(start)).observe(region, { childList: true });
  region.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) leave(event.target.closest(".toast"));
  });
  region.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) leave(event.target.closest(".toast"));
  });
}
