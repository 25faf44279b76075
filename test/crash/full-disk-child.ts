import process from 'node:process'
import { runCrashTest } from './crash-test.ts'
import { SPACE } from './faults.ts'

// A clinic on a small disk: its folder, the seed, the strikes. Prints the report.
const [disk = '', seed, kills] = process.argv.slice(2)
const report = await runCrashTest({
  seed: Number(seed),
  kills: Number(kills),
  clinicians: 8,
  patients: 60,
  deck: SPACE,
  disk,
  mayFall: true,
})
console.log(JSON.stringify(report))
