import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { londonDay } from '#base/day.ts'
import { IMPORT_FILES, IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import { type ImportReading, readImport } from '#interchange/read-import.ts'
import { readConfig } from '#src/config.ts'
import { foundDemonstration } from '#workflow/demonstration.ts'
import { IMPORT_USAGE, type ImportArgs, readImportArgs } from './import-args.ts'
import { type ImportReport, NOTHING_TAKEN, reportJson, reportText } from './import-report.ts'
import { takeImport } from './take-import.ts'
import { withHouse } from './with-house.ts'

/** `evenkeel import`: reads three files and takes them in, or only says what it would do. */
export async function importCommand(args: readonly string[]): Promise<number> {
  const asked = readImportArgs(args)
  if (asked === undefined) return usage(IMPORT_USAGE)
  const files = readFiles(asked.folder)
  if (typeof files === 'string') return usage(`${files}\n`)
  const seen = dryRun(asked, files)
  if (asked.dryRun || seen.isRefused) return print(asked, seen)
  return withHouse(async (house, { installation }) => {
    if (installation === 'demonstration') await foundDemonstration(house)
    const report = await takeImport(house, asked, files)
    return typeof report === 'string' ? usage(`${report}\n`) : print(asked, report)
  })
}

export type ImportFiles = Readonly<Record<ImportKind, Uint8Array>>

function readFiles(folder: string): ImportFiles | string {
  const missing: string[] = []
  const read = (kind: ImportKind): Uint8Array => {
    try {
      return readFileSync(join(folder, IMPORT_FILES[kind]))
    } catch {
      missing.push(IMPORT_FILES[kind])
      return new Uint8Array()
    }
  }
  const files = { patients: read('patients'), episodes: read('episodes'), results: read('results') }
  if (missing.length === 0) return files
  return `There is no ${missing.join(', ')} in ${folder} that can be read.`
}

/** What an import would do, as far as the files alone can say. */
function dryRun(asked: ImportArgs, files: ImportFiles): ImportReport {
  const { dateFormat, headingsConfirmed } = asked
  const options = { dateFormat, headingsConfirmed, today: today(), onRegister: new Map() }
  return reportOf(readImport(files, options), headingsConfirmed)
}

function today() {
  const read = readConfig(process.env)
  const pretended = read.kind === 'config' ? read.config.pretendToday : undefined
  return pretended ?? londonDay(Date.now())
}

export function reportOf(reading: ImportReading, headingsConfirmed: boolean): ImportReport {
  const { findings, headings } = reading
  if (reading.kind === 'refused' || (headings.length > 0 && !headingsConfirmed)) {
    return { findings, taken: NOTHING_TAKEN, isRefused: true }
  }
  const [patients = 0, episodes = 0, results = 0] = IMPORT_KINDS.map((kind) => reading[kind].length)
  const taken = { patients, episodes, results, held: reading.held.length }
  return { findings, taken, isRefused: false }
}

function print(asked: ImportArgs, report: ImportReport): number {
  process.stdout.write(asked.json ? reportJson(report) : reportText(report, asked.dryRun))
  return report.isRefused ? 1 : 0
}

function usage(text: string): number {
  process.stderr.write(text)
  return 2
}
