/* Sends the answer that a link in a message has chosen, once somebody looks at the page. Without this there is a button. */
"use strict";

(() => {
  const button = document.querySelector("button[data-at-once]");
  const looked = () => !document.prerendering && document.visibilityState === "visible";

  function send() {
    if (!looked()) return;
    document.removeEventListener("visibilitychange", send);
    document.removeEventListener("prerenderingchange", send);
    button.form.requestSubmit(button);
  }

  if (!button) return;
  document.addEventListener("visibilitychange", send);
  document.addEventListener("prerenderingchange", send);
  send();
})();
