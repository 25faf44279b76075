import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { inWords, runCrashTest } from '#test/crash/crash-test.ts'
import { soakRules } from '#test/oracle/soak-rules.ts'
import { soakPrints } from '#test/print/soak-prints.ts'
import { keepCompared } from '#tools/compared.ts'

// npm run soak -- [CYCLES] [--seed N]: the rules against their second implementation over the fine grid, which is kept in
// docs/safety/compared.json where nothing differs, 10,000
// printed doses read again, a result that
// arrives while a dose is saved, in 5,000 schedules; then the crash test of the test suite, for as many strikes as asked
// (1,000; 0 for the rules and the races alone). Each round has a clinic of its
// own, struck 25 times and then judged whole; the first fault ends the soak.

const compared = soakRules()
if (compared.some(({ differences }) => differences > 0)) process.exitCode = 1
else keepCompared(compared)
if ((await soakPrints()) > 0) process.exitCode = 1

const RACES = 5000
const race = spawnSync(
  process.execPath,
  [...process.execArgv, '--test', 'test/store/result-race.test.ts'],
  { env: { ...process.env, EVENKEEL_RACES: String(RACES) }, stdio: 'inherit' },
)
if (race.status !== 0) process.exitCode = 1

const STRIKES_A_ROUND = 25

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' } },
})
const cycles = Number(positionals[0] ?? 1000)
const seed = Number(values.seed ?? randomInt(2 ** 31))

let [struck, saves] = [0, 0]
while (struck < cycles && process.exitCode === undefined) {
  const kills = Math.min(STRIKES_A_ROUND, cycles - struck)
  const report = await runCrashTest({ seed: seed + struck, kills, clinicians: 8, patients: 2000 })
  struck += kills
  saves += report.acks.length
  console.log(`${struck}/${cycles}: ${inWords(report)}`)
  for (const fault of report.faults) console.log(`  ${fault}`)
  if (report.faults.length > 0) process.exitCode = 1
}
console.log(`${struck} strikes, ${saves} saves acknowledged, soak seed ${seed}`)
