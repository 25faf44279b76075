import { existsSync } from 'node:fs'
import process from 'node:process'
import { chromium } from 'playwright-core'
import { headlessShell } from './headless-shell.ts'
import { runProgram } from './house.ts'

export type Browser =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing'; readonly message: string }

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** The browser for the journeys: the one that is named, else one that is here, else one that can be had. */
export async function ensureChromium(): Promise<Browser> {
  const found =
    named() ??
    (await headlessShell()) ??
    ofTheMachine() ??
    (await fromDistribution()) ??
    (await fromPlaywright())
  if (found !== undefined) return { kind: 'found', path: found }
  return {
    kind: 'missing',
    message:
      'There is no Chromium and none could be installed, so no browser journey ran. ' +
      'Install Chromium, or let the variable CHROMIUM name it.',
  }
}

function named(): string | undefined {
  const path = process.env['CHROMIUM']
  return path && existsSync(path) ? path : undefined
}

function ofTheMachine(): string | undefined {
  return [...USUAL_PLACES, chromium.executablePath()].find(existsSync)
}

async function fromDistribution(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium from the distribution (once)')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['-qq', 'update'], env)
  const options = ['-qq', '-y', '--no-install-recommends', 'install', 'chromium']
  await runProgram('apt-get', options, env)
  return ofTheMachine()
}

async function fromPlaywright(): Promise<string | undefined> {
  console.log("Downloading Playwright's own Chromium (once)")
  const playwright = ['node_modules/playwright-core/cli.js', 'install', 'chromium']
  await runProgram(process.execPath, playwright)
  return ofTheMachine()
}
