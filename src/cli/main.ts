import process from 'node:process'

const USAGE = `evenkeel: the command line of Evenkeel

  evenkeel migrate                          brings the database to this version
  evenkeel seed                             makes the demonstration in an empty database
  evenkeel found-provider --name ...        opens a provider of a trial or live installation with its administrator
  evenkeel import DIR [--dry-run] [--json]  brings in patients.csv, episodes.csv and results.csv of another product
  evenkeel verify                           checks the invariants, the audit chains, and replays every suggestion
  evenkeel anchors                          prints the key and the newest anchors of the audit; --begin-anew REASON after a loss
  evenkeel backup --to FOLDER               copies the embedded database, sealed, while it serves; --check FOLDER reads copies again
  evenkeel clinic-pack [--into FOLDER]      writes each site's sealed pack for a day without Evenkeel
  evenkeel restore --from FOLDER --into DATA  restores such a copy to any moment into a new folder
  evenkeel calc KIND < cases.json           answers a file of cases by the functions that the clinic uses
  evenkeel calc KIND --schema               what such a file holds; see docs/calc
  evenkeel simulate --arms a,b              compares ways of dosing on invented people; --html FILE leaves a report
  evenkeel simulate --against URL           virtual clinicians put a served demonstration under load

Every command but calc, simulate and a dry run uses the database of DATABASE_URL, or the embedded one in EVENKEEL_DATA.
`

/** What a command answers: 0 done, 1 it found or refused something, 2 it was not asked rightly. */
type Command = (args: readonly string[]) => Promise<number> | number

/** Each command is loaded when it is asked for: a calculation needs no database. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['migrate', async () => alone((await import('./migrate.ts')).migrateCommand)],
  ['seed', async () => alone((await import('./seed.ts')).seedCommand)],
  ['found-provider', async () => (await import('./found-provider.ts')).foundProviderCommand],
  ['import', async () => (await import('./import.ts')).importCommand],
  ['verify', async () => alone((await import('./verify.ts')).verifyCommand)],
  ['anchors', async () => (await import('./anchors.ts')).anchorsCommand],
  ['backup', async () => (await import('./backup.ts')).backupCommand],
  ['clinic-pack', async () => (await import('./clinic-pack.ts')).clinicPackCommand],
  ['restore', async () => (await import('./restore.ts')).restoreCommand],
  ['simulate', async () => (await import('./simulate.ts')).simulateCommand],
  ['calc', async () => (await import('./calc-command.ts')).calcCommand],
])

/** A command that takes no words: one that has some is not run, because they would be ignored. */
const alone =
  (command: () => Promise<number>): Command =>
  ([word]) =>
    word === undefined ? command() : misunderstood(`"${word}" means nothing here.`)

const HELP: readonly (string | undefined)[] = [undefined, 'help', '--help', '-h']

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (HELP.includes(name)) {
    process.stdout.write(USAGE)
    return 0
  }
  const load = COMMANDS.get(name ?? '')
  if (load === undefined) return misunderstood(`There is no command "${name}".`)
  const command = await load()
  return await command(args)
}

function misunderstood(what: string): number {
  process.stderr.write(`${what}\n\n${USAGE}`)
  return 2
}

// Whoever reads the answer may stop early, like `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main(process.argv.slice(2))
