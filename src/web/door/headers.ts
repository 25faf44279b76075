/** What every answer of the server carries, whatever it answers. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // Not 'no-referrer': with it a browser says of a form's origin "null", and the form would be refused.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Only the script that this very answer names may run; nothing may frame us; nothing is kept on disk. */
export function securityHeaders(answer: {
  readonly nonce: string
  readonly isSecure: boolean
}): Record<string, string> {
  return {
    ...ALWAYS,
    'content-security-policy': `${POLICY}; script-src 'nonce-${answer.nonce}'`,
    'cache-control': 'no-store',
    ...(answer.isSecure && { 'strict-transport-security': 'max-age=31536000' }),
  }
}
