import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const FOUND = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

/** The machine's own Chromium, else the one that Playwright keeps; quiet, and asking nothing of the outside. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    ...(FOUND !== undefined && { executablePath: FOUND }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
