import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_FILES, type ImportKind } from '#interchange/import-finding.ts'

export type ImportBytes = Readonly<Record<ImportKind, Uint8Array>>

/** The three files of a folder, as bytes. */
export const filesIn = (folder: string): ImportBytes => ({
  patients: readFileSync(join(folder, IMPORT_FILES.patients)),
  episodes: readFileSync(join(folder, IMPORT_FILES.episodes)),
  results: readFileSync(join(folder, IMPORT_FILES.results)),
})
