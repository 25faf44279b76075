/** What a browser can do for a page, and no page of ours asks for. */
const ASKED_OF_NO_BROWSER = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture'],
  ...['encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'hid', 'idle-detection'],
  ...['local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['screen-wake-lock', 'serial', 'storage-access', 'usb', 'xr-spatial-tracking'],
]

/** What every answer of the server carries, whatever it answers. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // Not 'no-referrer': with it a browser says of a form's origin "null", and the form would be refused.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': ASKED_OF_NO_BROWSER.map((feature) => `${feature}=()`).join(', '),
}

/** Where a browser says what of a page it refused (door/browser-reports.ts). */
export const BROWSER_REPORTS = '/browser-reports'

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // No script of ours makes markup of text; a browser refuses whatever would.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  // The first is for browsers that do not know the second.
  `report-uri ${BROWSER_REPORTS}`,
  'report-to browser-reports',
].join('; ')

/** Only the script that this very answer names may run; nothing may frame us; nothing is kept on disk. */
export function securityHeaders(answer: {
  readonly nonce: string
  readonly isSecure: boolean
}): Record<string, string> {
  return {
    ...ALWAYS,
    'content-security-policy': `${POLICY}; script-src 'nonce-${answer.nonce}'`,
    'reporting-endpoints': `browser-reports="${BROWSER_REPORTS}"`,
    'cache-control': 'no-store',
    ...(answer.isSecure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}
