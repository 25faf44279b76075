import { existsSync } from 'node:fs'
import process from 'node:process'
import { type Browser, chromium } from 'playwright-core'

const { CHROMIUM: NAMED } = process.env
const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FOUND = [...(NAMED ? [NAMED] : []), ...USUAL_PLACES].find((path) => existsSync(path))

/**
 * The Chromium that is named, the machine's own, else the one that Playwright keeps; quiet, and asking nothing of the
 * outside. It starts as few processes as it can: a new one costs more than the pages that it shows.
 */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    ...(FOUND !== undefined && { executablePath: FOUND }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-software-rasterizer',
      '--in-process-gpu',
      '--renderer-process-limit=1',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
