import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** One file of the house, as the walls see it: where it lies and what it reaches for. */
export type SourceFile = {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const HOUSE = join(import.meta.dirname, '..', '..')
const IMPORT = /^\s*(?:import|export)\s+(?:type\s+)?(?:[\w$*{},\s]+?\sfrom\s+)?['"]([^'"\n]+)['"]/gm
const LATE_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

export function sourceFile(path: string, text: string): SourceFile {
  const imports = [...text.matchAll(IMPORT), ...text.matchAll(LATE_IMPORT)]
  return { path, text, imports: imports.flatMap(([, specifier]) => specifier ?? []) }
}

export function filesOfTheHouse(): readonly SourceFile[] {
  return globSync('{src,test,bench}/**/*.{ts,tsx}', { cwd: HOUSE })
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(HOUSE, path), 'utf8')))
}

export const foldersOfTheHouse = (): readonly string[] =>
  globSync('{src,test,bench}/**/', { cwd: HOUSE }).map((folder) =>
    relative(HOUSE, join(HOUSE, folder)),
  )
