/**
 * Security headers of every answer: nothing inline, nothing remote, never framed nor held by others. The opener policy costs the first screen some 25 ms
 * (Chromium starts a second renderer) and stays: cookies know no ports, so a window that a learner's service opens here would come with ours.
 */
const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
};

/** Monaco and React Flow place elements with inline styles; scripts are never inline. The diagram worker lays graphs out in WebAssembly. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export function securityHeaders(): Record<string, string> {
  return { ...common, 'content-security-policy': contentSecurityPolicy };
}
