/**
 * A container that starts adds a network interface, and Chromium then drops the requests that are under way, even to 127.0.0.1
 * (ERR_NETWORK_CHANGED). A style sheet or a chunk lost that way leaves a broken page: load it again, at most once in ten seconds.
 */
const lastReload = 'bancada:reloaded-at';
const patienceMs = 10_000;

export function reloadWhenAssetsAreLost(): void {
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault();
    reload();
  });
  // A style sheet of the first page may have failed before this script ran: then it has no rules to show.
  const missing = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].some((link) => link.sheet === null);
  if (missing && document.readyState !== 'loading') reload();
}

function reload(): void {
  const last = Number(sessionStorage.getItem(lastReload) ?? 0);
  if (Date.now() - last < patienceMs) return;
  sessionStorage.setItem(lastReload, String(Date.now()));
  window.location.reload();
}
