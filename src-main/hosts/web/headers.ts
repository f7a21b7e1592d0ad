/**
 * Security headers of every answer: nothing inline, nothing remote, never framed by others. No opener policy: a window that another site opens here
 * has no cookie (SameSite=Strict) and gets a 401, and the policy would have Chromium start a second renderer for the lab's own window (25 ms).
 */
const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
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
