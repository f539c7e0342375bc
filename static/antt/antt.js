// Makes quicker what works without: search key, menus, chosen rows, columns, one press only.
(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const box = document.getElementById("seek");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "Escape") {
      all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    }
  });
  document.addEventListener("click", (event) => {
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  function countPicked(form) {
    const boxes = all('input[name="chon"]', form);
    const picked = boxes.filter((box) => box.checked);
    all("[data-picked]", form).forEach((place) => { place.textContent = picked.length; });
    boxes.forEach((box) => box.closest("tr").classList.toggle("on", box.checked));
    all(".bulk", form).forEach((bar) => { bar.hidden = picked.length === 0; });
    const whole = form.querySelector("[data-pick-all]");
    if (whole) {
      whole.checked = boxes.length > 0 && picked.length === boxes.length;
      whole.indeterminate = picked.length > 0 && picked.length < boxes.length;
    }
  }
  all("[data-bulk]").forEach(countPicked);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-pick-all]")) {
      all('input[name="chon"]', form).forEach((box) => { box.checked = event.target.checked; });
    }
    countPicked(form);
  });

  document.addEventListener("click", (event) => {
    const apply = event.target.closest("[data-columns-apply]");
    if (!apply) return;
    event.preventDefault();
    const chosen = all("[data-columns] input:checked", apply.parentElement).map((box) => box.value);
    const address = new URL(window.location.href);
    address.searchParams.delete("page");
    address.searchParams.set("cot", chosen.join(","));
    window.location.assign(address);
  });

  function say(text) {
    let place = document.getElementById("net-note");
    if (!place) {
      place = document.createElement("p");
      place.id = "net-note";
      place.className = "note note-bad mb-3";
      place.setAttribute("role", "alert");
      const main = document.getElementById("main");
      main.insertBefore(place, main.firstChild);
    }
    place.textContent = text;
    place.scrollIntoView({ block: "center" });
  }
  const OFFLINE = "Mất kết nối mạng nên chưa gửi gì. Những gì đã nhập vẫn còn trong trang; có mạng lại thì gửi lại.";
  window.addEventListener("online", () => { const place = document.getElementById("net-note"); if (place) place.remove(); });
  document.addEventListener("htmx:sendError", () => say(OFFLINE));
  document.addEventListener("htmx:responseError", () => say("Máy chủ chưa trả lời được. Tải lại trang rồi làm lại."));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!navigator.onLine) { event.preventDefault(); say(OFFLINE); return; }
    if (form.matches("[data-query]")) form.elements.query.value = window.location.search.slice(1);
    if (form.matches("[data-tidy]")) {
      all("input, select", form).forEach((box) => { if (box.value === "") box.disabled = true; });
    }
    if (form.matches("[data-once]")) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      window.setTimeout(() => all("button", form).forEach((button) => { button.disabled = true; }), 0);
    }
  });
  window.addEventListener("pageshow", () => {
    all("[data-once]").forEach((form) => {
      delete form.dataset.sent;
      all("button", form).forEach((button) => { button.disabled = button.hasAttribute("data-off"); });
    });
    all("[data-tidy] :disabled").forEach((box) => { box.disabled = false; });
  });

  all("form[data-draft]").forEach((form) => {
    let waiting = 0;
    let sending = null;
    function typed() {
      const data = new FormData(form);
      all("input[type=file], input[type=password]", form).forEach((box) => data.delete(box.name));
      data.set("_address", form.dataset.address);
      return data;
    }
    function keep() {
      waiting = 0;
      sending = new AbortController();
      fetch(form.dataset.draft, { method: "POST", body: typed(), redirect: "error", signal: sending.signal })
        .then((answer) => {
          const place = form.querySelector("[data-draft-said]");
          const now = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
          if (answer.ok && place) place.textContent = `Đã tự lưu nháp lúc ${now}`;
        })
        .catch(() => { /* offline or logged out: the page itself says so when it is sent */ });
    }
    form.addEventListener("input", () => { window.clearTimeout(waiting); waiting = window.setTimeout(keep, 1500); });
    form.addEventListener("submit", () => { window.clearTimeout(waiting); waiting = 0; if (sending) sending.abort(); });
    window.addEventListener("pagehide", () => { if (waiting) navigator.sendBeacon(form.dataset.draft, typed()); });
  });

  // What matters only once a choice is made ("name=value") is shown then, or where something stands in it already.
  function unfold(form) {
    const groups = new Map();
    all("[data-when]", form).forEach((part) => {
      groups.set(part.dataset.when, [...(groups.get(part.dataset.when) || []), part]);
    });
    groups.forEach((parts, when) => {
      const [name, value] = when.split("=");
      const choice = form.querySelector(`[name="${name}"][value="${value}"]`);
      const held = parts.some((part) => all("input, select, textarea", part).some((box) => box.value !== ""));
      parts.forEach((part) => { part.hidden = !(choice && choice.checked) && !held; });
    });
  }
  all("form").forEach(unfold);
  document.addEventListener("change", (event) => { if (event.target.form) unfold(event.target.form); });

  // Typed before the scripts were there (an old machine, a slow line) or put back by the browser: told to those who listen.
  window.addEventListener("load", () => all("form").forEach((form) => {
    const box = all("input, textarea", form).find((one) => one.value !== one.defaultValue);
    if (box) box.dispatchEvent(new Event("input", { bubbles: true }));
  }));

  const summary = document.getElementById("errsum");
  if (summary) summary.focus();
  if (new URLSearchParams(window.location.search).has("in")) window.print();
})();
