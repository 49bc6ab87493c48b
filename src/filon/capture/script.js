/* Filon: tells which pages somebody reads who came by one of our mails and agreed to it on this site, and nothing else. */
(function (script) {
  var base = new URL(script.src).origin, key = "filon", on = false, asked = window.filon || [];
  var mark = /(^#|[?&])filon=([\w-]+)&?/, found = mark.exec(location.hash) || mark.exec(location.search), ticket = found && found[2];
  function clean(part) {
    return part.replace(mark, "$1").replace(/[#?&]$/, "");
  }
  if (found) history.replaceState(history.state, "", location.pathname + clean(location.search) + clean(location.hash));
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  function kept(value) {
    try {
      if (value === null) localStorage.removeItem(key);
      if (value) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch (closed) {
      return null;
    }
  }
  function see() {
    if (!on || !ticket) return;
    fetch(base + "/visite/", {
      method: "POST", credentials: "omit", keepalive: true,
      body: JSON.stringify({ticket: ticket, path: location.pathname, agreed: true})
    }).catch(function () {});
  }
  function accept() {
    if (on) return;
    on = true;
    kept(ticket);
    see();
  }
  function refuse() {
    on = false;
    ticket = kept(null);
  }
  function hear(word) {
    if (word === "accept") accept();
    if (word === "refuse") refuse();
  }
  var before = kept();
  ticket = ticket || before;
  if (before) accept();
  window.filon = {push: hear};
  for (var i = 0; i < asked.length; i++) hear(asked[i]);
})(document.currentScript);
