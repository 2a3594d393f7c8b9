/* Small comforts. Every page works without this file; nothing here holds a rule or a secret. */
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const safely = (act) => { try { return act(); } catch { return null; } }; // storage may be switched off

  function say(words) {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  }

  /* Light or dark: the cookie lets the server draw the right theme at once; storage outlives a cleared cookie. */

  function setTheme(theme) {
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    safely(() => localStorage.setItem("amends-theme", theme));
    const age = theme ? 31536000 : 0;
    document.cookie = `amends_theme=${theme}; path=/; max-age=${age}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    showTheme();
  }

  function showTheme() {
    const theme = root.dataset.theme || "";
    all("[data-theme-is]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.themeIs === theme)));
  }

  function recallTheme() {
    const stored = safely(() => localStorage.getItem("amends-theme"));
    if (!root.dataset.theme && (stored === "light" || stored === "dark")) setTheme(stored); else showTheme();
  }

  /* Keys. None fires while typing; data-keys="off" on <html> leaves only Escape and Ctrl Enter. */

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
  let first = ""; // the first of two keys, as in «G then M»
  let firstTimer = 0;

  function pressed(event) {
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    return event.ctrlKey || event.metaKey ? `ctrl ${key}` : key;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return escape(event);
    const key = pressed(event);
    if (key === "ctrl Enter" && sendWriting(event)) return;
    if (root.dataset.keys === "off" || typing(event.target) || event.repeat && !"JK".includes(key)) return;
    if (singleKey(key)) { event.preventDefault(); first = ""; return; }
    rememberFirst(key);
  }

  function singleKey(key) {
    const target = keyed(first ? `${first} ${key}` : key) || (first && keyed(key));
    if (target) { if (isField(target)) target.focus(); else target.click(); return true; }
    if (key === "J") return moveRow(1);
    if (key === "K") return moveRow(-1);
    if (key === "/") return focusSearch();
    if (key === "?") return open("keys");
    return false;
  }

  const isField = (element) => element.matches("input, textarea, select"); // a press would not put the focus there
  const keyed = (key) => all("[data-key]").find((element) => element.dataset.key === key && !element.closest("dialog:not([open])"));

  function rememberFirst(key) {
    clearTimeout(firstTimer);
    first = all("[data-key]").some((element) => element.dataset.key.startsWith(`${key} `)) ? key : "";
    firstTimer = setTimeout(() => { first = ""; }, 1500);
  }

  function moveRow(step) {
    const rows = all("[data-row]");
    if (!rows.length) return false;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
    const target = rows[next].querySelector("a[href], button") || rows[next];
    if (target === rows[next]) target.tabIndex = -1;
    target.focus();
    return true;
  }

  function focusSearch() {
    const field = document.querySelector("[data-search]");
    field?.focus();
    field?.select();
    return Boolean(field);
  }

  function sendWriting(event) {
    const form = event.target.closest?.("textarea, input")?.form;
    if (!form || form.method !== "post") return false;
    event.preventDefault();
    form.requestSubmit();
    return true;
  }

  function escape(event) {
    const inside = event.target.closest?.("details[open]") || document.querySelector("details.menu[open]");
    if (inside) {
      inside.open = false;
      inside.querySelector("summary").focus();
    } else if (event.target.matches?.("input, textarea, select")) {
      event.target.blur();
    }
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal) return false;
    all("details.menu[open]").forEach((menu) => { menu.open = false; });
    if (!dialog.open) dialog.showModal();
    return true;
  }

  /* The sheet lists the keys that this page gives, from the things that carry them. */
  function fillKeySheet() {
    const list = document.querySelector("[data-keys-list]");
    if (!list) return;
    all("[data-key]").forEach((element) => {
      const line = document.createElement("div");
      const what = document.createElement("dt");
      const keys = document.createElement("dd");
      what.textContent = (element.getAttribute("aria-label") || wordsOf(element.labels?.[0] || element)).trim();
      element.dataset.key.split(" ").forEach((key) => {
        const cap = document.createElement("kbd");
        cap.textContent = key === "ctrl" ? "Ctrl" : key;
        keys.append(cap, " ");
      });
      line.append(what, keys);
      list.append(line);
    });
  }

  function wordsOf(element) {
    const copy = element.cloneNode(true);
    all("kbd, .count, svg", copy).forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ");
  }

  /* Drafts stay in this browser until what was written has been sent. */

  const PREFIX = "amends-draft:";
  const stored = (field) => PREFIX + field.dataset.draft;

  function keepDrafts(field) {
    let timer = 0;
    const keep = () => {
      clearTimeout(timer);
      if (field.value === field.defaultValue) return;
      if (safely(() => { localStorage.setItem(stored(field), field.value); return true; })) say(document.body.dataset.sayDraftSaved);
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 2000); });
    field.addEventListener("blur", () => { if (timer) keep(); });
    field.form?.addEventListener("submit", () => {
      clearTimeout(timer);
      safely(() => { localStorage.setItem(stored(field), field.value); sessionStorage.setItem(stored(field), "sent"); });
    });
  }

  /* A draft that was sent goes once the next page has come, unless that page says the form had errors. */
  function settleDrafts() {
    safely(() => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      const back = all("textarea[data-draft]").some((field) => stored(field) === key);
      if (!(back && document.querySelector(".error-summary"))) localStorage.removeItem(key);
      sessionStorage.removeItem(key);
    }));
  }

  function restoreDraft(field) {
    const draft = safely(() => localStorage.getItem(stored(field)));
    if (draft && !field.value.trim()) {
      field.value = draft;
      say(document.body.dataset.sayDraftRestored);
    }
    keepDrafts(field);
  }

  function forgetDrafts() {
    safely(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key)));
  }

  /* A form is sent once. Buttons keep their value, so they are not disabled: the second try is stopped instead. */

  function onSubmit(event) {
    const form = event.target;
    if (form.hasAttribute("data-forget-drafts")) forgetDrafts();
    const elsewhere = event.submitter?.hasAttribute("formaction"); // looked at or saved, and still to be sent
    if (form.method !== "post" || elsewhere || form.hasAttribute("data-many") || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setSending(form, true);
  }

  function setSending(form, sending) {
    all("button:not([type=button])", form).forEach((button) => {
      if (sending) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
    });
  }

  function release(form) {
    delete form.dataset.sent;
    setSending(form, false);
  }

  /* Seconds that are left, counted down; once there are none, what they are about is gone. */

  function countDown(number) {
    const ends = Date.now() + 1000 * Number(number.textContent);
    const timer = setInterval(() => {
      const left = Math.ceil((ends - Date.now()) / 1000);
      number.textContent = String(Math.max(0, left));
      if (left > 0) return;
      clearInterval(timer);
      number.closest("[data-going]")?.remove();
    }, 500);
  }

  /* Presses */

  async function onClick(event) {
    const button = event.target.closest?.("button, a");
    all("details.menu[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
    if (!button) return;
    if (button.dataset.themeIs !== undefined) setTheme(button.dataset.themeIs);
    if (button.dataset.opens) open(button.dataset.opens);
    if (button.dataset.copy !== undefined) {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(document.body.dataset.sayCopied);
    }
  }

  function start() {
    recallTheme();
    fillKeySheet();
    settleDrafts();
    all("textarea[data-draft]").forEach(restoreDraft);
    all("[data-countdown]").forEach(countDown);
    document.querySelector("[data-focus]")?.focus();
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  /* An answer from elsewhere is the sign-in page, and belongs into no part of this one; nor does a refusal. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo, target } = event.detail;
    const came = xhr.responseURL && new URL(xhr.responseURL).pathname;
    const led = came && came !== new URL(pathInfo.finalRequestPath, location.href).pathname;
    if (!led && xhr.status < 400) return;
    event.detail.shouldSwap = false;
    target.textContent = led || xhr.status === 403 ? document.body.dataset.saySignedOut : document.body.dataset.sayFailed;
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches?.("form")) release(event.target); });
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) all("textarea[data-draft]", event.target).forEach(restoreDraft);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(release); });
  start();
})();
