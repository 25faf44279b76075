import { existsSync } from 'node:fs'
import process from 'node:process'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core'
import { bringAxe } from './wcag.ts'

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
      // Compiled once, kept by the process: each page begins anew, and would only interpret what it is asked.
      '--js-flags=--always-sparkplug',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A screen of its own, whose pages can be asked for their faults. */
export async function newScreen(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  await bringAxe(context)
  return context
}
