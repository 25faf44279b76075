import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { inWords, runCrashTest } from '#test/crash/crash-test.ts'
import { CUTS, KILLS } from '#test/crash/faults.ts'
import { added, figuresInWords, NO_FIGURES } from '#test/crash/figures.ts'
import { soakRules } from '#test/oracle/soak-rules.ts'
import { soakPrints } from '#test/print/soak-prints.ts'
import { keepCompared } from '#tools/compared.ts'
import { commitHere, keepSoaked } from '#tools/soaked.ts'

// npm run soak -- [CYCLES] [--seed N] [--minutes N] [--crash-alone]: the rules against their second implementation over the
// fine grid, which is kept in docs/safety/compared.json where nothing differs; 10,000 printed doses read again; what tests do
// a little of, done in full; then the crash test of the test suite, for as many strikes as asked (1,000, of which 500,000
// saves come; 0 for the rest alone) or as the minutes allow. Each round has a clinic of its own, struck 25 times and then
// judged whole and kept in docs/safety/soaked.json; the first fault ends the soak.

const STRIKES_A_ROUND = 25
const SAVES_BETWEEN = 500
/** Saves of one patient, and what else is registered meanwhile: so many patients are enough for a round. */
const PATIENTS = 4200
/** In one round of so many the line to the database is cut, in place of processes being killed. */
const CUTS_ONE_IN = 4

/** What a test does a little of, and how much of it here. */
const IN_FULL: readonly (readonly [file: string, environment: Readonly<Record<string, string>>])[] =
  [
    ['test/store/result-race.test.ts', { EVENKEEL_RACES: '5000' }],
    ['test/http/unknown-outcome.test.ts', { EVENKEEL_LOSE_ONE_IN: '1' }],
    ['test/planted/planted.test.ts', { EVENKEEL_PLANT_ALL: 'yes' }],
    ['test/crash/teeth.test.ts', { EVENKEEL_PLANT_ALL: 'yes' }],
    ['test/crash/full-disk.test.ts', {}],
    ['test/oracle/county-year.test.ts', { EVENKEEL_YEAR_EACH: '250' }],
  ]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    'crash-alone': { type: 'boolean' },
  },
})
const cycles = Number(positionals[0] ?? 1000)
const seed = Number(values.seed ?? randomInt(2 ** 31))
const until = performance.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000

if (values['crash-alone'] !== true) await soakTheRest()
await soakCrashes()

async function soakTheRest(): Promise<void> {
  const compared = soakRules()
  if (compared.some(({ differences }) => differences > 0)) process.exitCode = 1
  else keepCompared(compared)
  if ((await soakPrints()) > 0) process.exitCode = 1
  for (const [file, environment] of IN_FULL) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, '--test', file], {
      env: { ...process.env, ...environment },
      stdio: 'inherit',
    })
    if (status !== 0) process.exitCode = 1
  }
}

async function soakCrashes(): Promise<void> {
  const commit = commitHere()
  let figures = NO_FIGURES
  for (let round = 1; figures.cycles < cycles && performance.now() < until; round += 1) {
    const byLine = round % CUTS_ONE_IN === 0
    const report = await runCrashTest({
      seed: seed + figures.cycles,
      kills: Math.min(STRIKES_A_ROUND, cycles - figures.cycles),
      clinicians: 8,
      patients: PATIENTS,
      savesBetween: SAVES_BETWEEN,
      deck: byLine ? CUTS : KILLS,
      byLine,
    })
    figures = added(figures, report)
    const { silences: _, ...counted } = figures
    keepSoaked({ commit, seed, ...counted })
    console.log(`${figures.cycles}/${cycles}: ${inWords(report)}`)
    for (const fault of report.faults) console.log(`  ${fault}`)
    if (report.faults.length > 0) process.exitCode = 1
    if (process.exitCode !== undefined) break
  }
  console.log(`${figuresInWords(figures)}\nsoak seed ${seed}`)
}
