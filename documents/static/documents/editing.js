// The editor of papers: puts names where one was typing, and takes a change of a block's kind at once.
(function () {
  "use strict";
  const form = document.getElementById("soan");
  if (!form) return;
  let last = null;
  form.addEventListener("focusin", (event) => { if (event.target.matches("[data-words]")) last = event.target; });
  document.querySelectorAll("[data-insert]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const box = last && form.contains(last) ? last : form.querySelector("textarea[data-words]");
      if (!box) return;
      box.setRangeText(button.dataset.insert, box.selectionStart, box.selectionEnd, "end");
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  form.querySelectorAll("select[data-kind]").forEach((box) => {
    box.addEventListener("change", () => form.requestSubmit(box.closest("fieldset").querySelector("[data-change]")));
  });
})();
