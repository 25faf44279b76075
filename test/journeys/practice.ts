import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Pool } from 'pg'
import type { Browser } from 'playwright-core'
import { day, daysBetween, londonDay } from '#base/day.ts'
import { APP_ROLE, DATABASE, urlFor } from '#store/embedded/connections.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { openPool } from '#store/pool.ts'
import { scratchFolder } from '#test/scratch.ts'
import { openChromium } from '#test/web/chromium.ts'
import { type Fault, verify } from '#workflow/verify.ts'

/** The demonstration as `npm start` opens it, with a browser in front of it. */
export type Practice = {
  readonly url: string
  readonly dataFolder: string
  readonly browser: Browser
  /** Its database, for what only the passing of time does. */
  readonly pool: Pool
  /** Everything that must never be and is, by the product's own walk. */
  readonly faults: () => Promise<readonly Fault[]>
}

/** A Monday with a clinic, whatever day it really is. */
export const TODAY = day('2026-11-23')

const HOUSE = join(import.meta.dirname, '../..')
const DAY_MS = 86_400_000

type Open = Practice & { readonly close: () => Promise<void> }

let opened: Promise<Open> | undefined

/** One practice for all journeys of a run: it is seeded once, and each journey has patients of its own. */
export function openPractice(): Promise<Practice> {
  opened ??= open()
  return opened
}

export async function closePractice(): Promise<void> {
  const practice = await opened
  opened = undefined
  await practice?.close()
}

async function open(): Promise<Open> {
  const dataFolder = scratchFolder('journeys')
  chmodSync(dataFolder, 0o711)
  const application = started(dataFolder)
  const [url, browser] = await Promise.all([addressOf(application), openChromium()])
  const pool = openPool(urlFor(layoutOf(dataFolder), APP_ROLE, DATABASE), 1)
  const awayMs = daysBetween(londonDay(Date.now()), TODAY) * DAY_MS
  return {
    url,
    dataFolder,
    browser,
    pool,
    faults: async () => (await verify(pool, Date.now() + awayMs)).faults,
    close: async () => {
      await Promise.all([browser.close(), pool.end()])
      application.kill('SIGTERM')
      await once(application, 'exit')
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function started(dataFolder: string): ChildProcess {
  const hooks = ['follow-parent.mjs', 'tsx-hook.mjs'].flatMap((hook) => [
    '--import',
    join(HOUSE, 'tools', hook),
  ])
  return spawn(process.execPath, [...hooks, join(HOUSE, 'src/main.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      EVENKEEL_DATA: dataFolder,
      EVENKEEL_ANCHORS: `${dataFolder}/anchors`,
      EVENKEEL_JOURNAL: `${dataFolder}/journal`,
      EVENKEEL_PRETEND_TODAY: TODAY,
      EVENKEEL_COUNTY: 'none',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

/** It says where it is once it is seeded and open; what it says afterwards is let go. */
async function addressOf(application: ChildProcess): Promise<string> {
  if (application.stdout === null) throw new Error('the application says nothing')
  const lines = createInterface({ input: application.stdout })
  return await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const url = /^Evenkeel is open at (\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
    application.once('exit', (code) => reject(new Error(`the application ended with ${code}`)))
  })
}
