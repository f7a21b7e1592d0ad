/** A socket that the page's first script opens, so that the core has answered the handshake when the app is there to speak. */
import { socketUrl } from './socket-url.ts';

let early: WebSocket | null = null;

export function openEarlySocket(): void {
  // An Electron window speaks through a port of its own.
  if (!window.bancada) early = new WebSocket(socketUrl(window.location));
}

/** Once; null when there is none. */
export function takeEarlySocket(): WebSocket | null {
  const taken = early;
  early = null;
  return taken;
}
