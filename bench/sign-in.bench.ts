import { Agent } from 'node:http'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { percentile } from '#base/percentile.ts'
import { PASSWORD } from '#test/clinic.ts'
import { hashPassword, isPassword } from '#workflow/password-hash.ts'
import type { BenchRow } from './bench-row.ts'
import { copyOfCounty } from './county.ts'
import { type CountySize, patientIdOf, patientsOf } from './county-layout.ts'
import { usernameOf } from './fill-county.ts'
import { type Guesses, guesses } from './guesses.ts'
import { serveCounty } from './serve-county.ts'
import { Browser } from './visit-browser.ts'

// npm run bench -- sign-in: a sign-in alone, with argon2id at the product's own cost; then, while passwords are guessed a thousand
// times a second from thousands of addresses, what the pages and the sign-ins of everybody else take.
// EVENKEEL_BENCH_GUESSES: how many guesses a second (1000). EVENKEEL_BENCH_SECONDS: for how long (40).

const ASKED_SIGN_IN_MS = 300
const ASKED_UNDER_ATTACK_MS = 200
const GUESSES = Number(process.env['EVENKEEL_BENCH_GUESSES'] ?? 1000)
const SECONDS = Number(process.env['EVENKEEL_BENCH_SECONDS'] ?? 40)
const ADDRESSES = 5000
const SETTLES_MS = 8000
const ALONE = 100
const PAGES_PER_SECOND = 10
const SIGN_INS_PER_SECOND = 2
const SIZE: CountySize = { patients: 4000, providers: 40, resultsEach: 13, dosedEach: 3 }

export async function run(): Promise<BenchRow[]> {
  const county = await copyOfCounty(SIZE)
  const dear = await hashPassword(PASSWORD)
  const superuser = new Client({ connectionString: county.superuserUrl })
  await superuser.connect()
  await superuser.query('update account set password_hash = $1', [dear])
  await superuser.end()
  const served = await serveCounty(county, { env: { EVENKEEL_PROXIES: '127.0.0.1' } })
  const agent = new Agent({ keepAlive: true })
  try {
    const desk = new Desk(agent, served.url)
    const bare = await eachInTurn(ALONE, () => isPassword(PASSWORD, dear))
    const alone = await eachInTurn(ALONE, () => desk.signIn())
    const calm = await desk.work(SECONDS * 250)
    const attack = guesses({
      ...{ url: served.url, perSecond: GUESSES, addresses: ADDRESSES },
      seconds: SECONDS + SETTLES_MS / 1000 + 2,
    })
    await wait(SETTLES_MS)
    const under = await desk.work(SECONDS * 1000)
    const attacked = await attack
    sayInWords(attacked, under)
    return rowsOf({ bare, alone, calm, under, attacked })
  } finally {
    agent.destroy()
    await served.stop()
    await county.leave()
  }
}

type Took = readonly number[]
type Work = { readonly pages: Took; readonly signIns: Took; readonly refused: readonly string[] }

const sorted = (took: readonly number[]): Took => [...took].sort((a, b) => a - b)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function eachInTurn(times: number, work: () => Promise<unknown>): Promise<Took> {
  const took: number[] = []
  for (let nth = 0; nth < times; nth += 1) took.push(await timed(work))
  return sorted(took)
}

/** Everybody who works while others guess, each practice at an address of its own where somebody has signed in before. */
class Desk {
  private readonly agent: Agent
  private readonly url: string
  private nth = 0
  private readonly seated: Browser[] = []

  constructor(agent: Agent, url: string) {
    this.agent = agent
    this.url = url
  }

  /** The next person signs in. */
  async signIn(): Promise<void> {
    const nth = this.nth
    this.nth += 1
    const address = `10.0.0.${nth % SIZE.providers}`
    const browser = new Browser({ agent: this.agent, url: this.url, address })
    const role = nth % 2 === 0 ? 'nurse' : 'pharmacist'
    const username = usernameOf(nth % SIZE.providers, role)
    await browser.submit('/sign-in', { username, password: PASSWORD, next: '/' })
    this.seated[nth % SIZE.providers] = browser
  }

  /** Pages are opened and people sign in at a steady pace; what each took. */
  async work(forMs: number): Promise<Work> {
    const [pages, signIns, refused]: [number[], number[], string[]] = [[], [], []]
    const note = (took: number[], work: () => Promise<unknown>) =>
      timed(work).then(
        (ms) => void took.push(ms),
        (error: Error) => void refused.push(error.message),
      )
    const began = performance.now()
    const all: Promise<void>[] = []
    const pace = async (perSecond: number, start: (nth: number) => Promise<void>) => {
      for (let nth = 0; performance.now() - began < forMs; nth += 1) {
        await wait(Math.max(0, began + (nth * 1000) / perSecond - performance.now()))
        all.push(start(nth))
      }
    }
    await Promise.all([
      pace(PAGES_PER_SECOND, (nth) => note(pages, () => this.openPage(nth))),
      pace(SIGN_INS_PER_SECOND, () => note(signIns, () => this.signIn())),
    ])
    await Promise.all(all)
    return { pages: sorted(pages), signIns: sorted(signIns), refused }
  }

  private async openPage(nth: number): Promise<void> {
    const provider = nth % SIZE.providers
    const patient = 1 + (nth % patientsOf(SIZE, provider))
    const path = nth % 3 === 0 ? '/' : `/patients/${patientIdOf({ provider, patient })}`
    await this.seated[provider]?.get(path)
  }
}

function sayInWords({ perSecond, statuses }: Guesses, { refused, pages, signIns }: Work): void {
  console.error(`${perSecond.toFixed(0)} guesses a second were answered: ${inWords(statuses)}`)
  const p99 = [pages, signIns].map((took) => percentile(took, 99).toFixed(0))
  console.error(`meanwhile ${pages.length} pages (p99 ${p99[0]} ms), ${signIns.length} sign-ins`)
  console.error(`(p99 ${p99[1]} ms); ${refused.length} of them were refused`)
  for (const why of refused.slice(0, 5)) console.error(`  ${why}`)
}

const inWords = (statuses: Guesses['statuses']): string =>
  Object.entries(statuses)
    .map(([status, times]) => `${times} x ${status}`)
    .join(', ')

type Measured = {
  readonly bare: Took
  readonly alone: Took
  readonly calm: Work
  readonly under: Work
  readonly attacked: Guesses
}

function rowsOf({ bare, alone, calm, under, attacked }: Measured): BenchRow[] {
  const row = (what: string, asked: number, took: Took, beside: Took): BenchRow => {
    const [measured, baseline] = [percentile(took, 95), percentile(beside, 95)]
    return { what, asked, measured, baseline, ratio: measured / baseline, mustBe: 'at most' }
  }
  const attack = `while ${GUESSES} guesses a second are made, p95 ms (baseline: without them)`
  const served = attacked.perSecond
  return [
    row('a sign-in, p95 ms (baseline: argon2id alone)', ASKED_SIGN_IN_MS, alone, bare),
    row(`pages of others ${attack}`, ASKED_UNDER_ATTACK_MS, under.pages, calm.pages),
    row(`sign-ins of others ${attack}`, ASKED_UNDER_ATTACK_MS, under.signIns, calm.signIns),
    {
      what: 'pages and sign-ins of others that were refused meanwhile (baseline: all of them)',
      ...{ asked: 0, measured: under.refused.length },
      baseline: under.pages.length + under.signIns.length + under.refused.length,
      ratio: under.refused.length / (under.pages.length + under.signIns.length),
      mustBe: 'at most',
    },
    {
      what: 'guesses answered a second (baseline: guesses made)',
      ...{ asked: 0.95 * GUESSES, measured: served, baseline: GUESSES, ratio: served / GUESSES },
    },
  ]
}
