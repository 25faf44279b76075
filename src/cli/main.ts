import { readFileSync } from 'node:fs'
import process from 'node:process'
import { calc } from './calc.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { seedCommand } from './seed.ts'
import { verifyCommand } from './verify.ts'

const USAGE = `evenkeel: the command line of Evenkeel

  evenkeel migrate                          brings the database to this version
  evenkeel seed                             makes the demonstration in an empty database
  evenkeel import DIR [--dry-run] [--json]  brings in patients.csv, episodes.csv and results.csv of another product
  evenkeel verify                           checks the invariants, the audit chains, and replays every suggestion
  evenkeel calc ttr|coventry < cases.json   answers a file of cases by the functions that the clinic uses

Every command but calc and a dry run uses the database of DATABASE_URL, or the embedded one in EVENKEEL_DATA.
`

/** What a command answers: 0 done, 1 it found or refused something, 2 it was not asked rightly. */
type Exit = Promise<number> | number

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Exit>> = {
  migrate: migrateCommand,
  seed: seedCommand,
  import: importCommand,
  verify: verifyCommand,
  calc: calcCommand,
  help: () => say(USAGE, 0),
}

function say(text: string, exit: number): number {
  ;(exit === 0 ? process.stdout : process.stderr).write(text)
  return exit
}

function calcCommand([kind = '']: readonly string[]): number {
  const { exit, out } = calc(kind, readFileSync(process.stdin.fd, 'utf8'))
  return say(out, exit)
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
process.exitCode = command === undefined ? say(USAGE, 2) : await command(args)
