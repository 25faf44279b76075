import process from 'node:process'
import { parseArgs } from 'node:util'
import { type Day, londonDay, parseDay } from '#base/day.ts'
import { DEMONSTRATION_PASSWORD } from '#workflow/demonstration.ts'

export const AGAINST_USAGE = `evenkeel simulate --against URL [--clinicians N] [--patients N] [--seconds N] [--nurse NAME] [--prescriber NAME] [--seed N] [--today DAY] [--json] [--beyond-this-machine]

  Virtual clinicians register, see, dose and tell virtual patients at a served installation, as fast as it answers. What they
  save stays there: an installation that does not say that it is a demonstration is refused.

  --against              its address, like http://127.0.0.1:8080; another machine only with --beyond-this-machine
  --clinicians           1 to 64 at once (otherwise 4)
  --patients             1 to 1,000 (otherwise 200); each is registered, seen once and told
  --seconds              1 to 3,600, after which nobody new is seen (otherwise 60)
  --nurse, --prescriber  user names (otherwise nurse and prescriber); the password is in EVENKEEL_PASSWORD, or the demonstration's
  --seed                 0 to 200: other people (otherwise by the time of day); the same people cannot be registered twice
  --today                the day that the installation takes for today (otherwise today)

  Prints saves a second, the time of answers, what was refused and what broke, and whether every save that was acknowledged is
  there exactly once. Ends with 0, with 1 when a save is lost or doubled or something broke, or with 2 when asked wrongly.
`

export type AgainstArgs = {
  readonly url: string
  readonly clinicians: number
  readonly patients: number
  readonly seconds: number
  readonly nurse: string
  readonly prescriber: string
  readonly password: string
  readonly seed: number
  readonly today: Day
  readonly json: boolean
}

/** What is wrong with a word, in a sentence. */
class AskedWrongly extends Error {}

/** Reads the words of a load on a served installation, or says what is wrong with them. */
export function readAgainstArgs(args: readonly string[], now: number): AgainstArgs | string {
  try {
    return read(optionsOf(args), now)
  } catch (error) {
    if (error instanceof AskedWrongly) return error.message
    throw error
  }
}

function read(values: ReturnType<typeof optionsOf>, now: number): AgainstArgs {
  const { nurse, prescriber, json } = values
  const byTheClock = `${Math.floor(now / 1000) % (MOST_SEED + 1)}`
  return {
    url: addressOf(values.against, values['beyond-this-machine']),
    clinicians: wholeOf('clinicians', values.clinicians, 1, 64),
    patients: wholeOf('patients', values.patients, 1, MOST_PATIENTS),
    seconds: wholeOf('seconds', values.seconds, 1, 3600),
    seed: wholeOf('seed', values.seed ?? byTheClock, 0, MOST_SEED),
    today: dayOf(values.today ?? londonDay(now)),
    ...{ nurse, prescriber, json },
    password: process.env['EVENKEEL_PASSWORD'] || DEMONSTRATION_PASSWORD,
  }
}

/** So many people are registered by one load at most; no other seed has any of them. */
export const MOST_PATIENTS = 1000
/** So many times as many test NHS numbers are left to the loads. */
const MOST_SEED = 200

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

function addressOf(text: string, mayLeave: boolean): string {
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new AskedWrongly('--against must be an address like http://127.0.0.1:8080.')
  }
  if (!mayLeave && !LOOPBACK.includes(address.hostname)) {
    const why = `${address.hostname} is another machine, and what is saved there stays.`
    throw new AskedWrongly(`${why} Say --beyond-this-machine if that is meant.`)
  }
  return address.origin
}

function dayOf(text: string): Day {
  const on = parseDay(text)
  if (on.kind === 'day') return on.day
  throw new AskedWrongly('--today must be a day like 2026-11-23.')
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new AskedWrongly(
    `--${name} must be a whole number from ${least} to ${most}, not "${text}".`,
  )
}

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = {
    against: { ...text, default: '' },
    clinicians: { ...text, default: '4' },
    patients: { ...text, default: '200' },
    seconds: { ...text, default: '60' },
    nurse: { ...text, default: 'nurse' },
    prescriber: { ...text, default: 'prescriber' },
    seed: text,
    today: text,
    json: flag,
    'beyond-this-machine': flag,
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new AskedWrongly(error instanceof Error ? error.message : String(error))
  }
}
