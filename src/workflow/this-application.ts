import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Application } from '#store/decisions.ts'

const PACKAGE = join(import.meta.dirname, '../../package.json')
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')))

/** This application: its version is that of the package, its commit what whoever built or started it has said. */
export const thisApplication = (commit: string | undefined): Application => ({
  version,
  commit: commit ?? 'not-known',
})
