// <dialog>: opened by data-dialog="<id>" or by arriving with data-opens; an outside click never closes it.

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  }
});

function openArrived() {
  for (const dialog of document.querySelectorAll("dialog[data-opens]:not([open])")) {
    delete dialog.dataset.opens;
    dialog.showModal();
  }
}

document.addEventListener("htmx:load", openArrived);
openArrived();
