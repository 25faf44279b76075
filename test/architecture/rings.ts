import { posix } from 'node:path'
import { type SourceFile, sourceFile } from './imports.ts'

/** What is gone when the file runs. */
const OF_TYPES = /^import type [^'"]*['"][^'"\n]+['"]/gm

/** Files that need themselves by way of others when they run, each ring in words: which of them is read first decides what works. */
export function ringsOf(files: readonly SourceFile[]): readonly string[] {
  const needs = new Map(files.map((file) => [file.path, neededBy(file)]))
  const seen = new Set<string>()
  const rings: string[] = []
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) rings.push([...way.slice(way.indexOf(path)), path].join(' -> '))
    if (seen.has(path)) return
    seen.add(path)
    for (const next of needs.get(path) ?? []) walk(next, [...way, path])
  }
  for (const path of needs.keys()) walk(path, [])
  return rings
}

const neededBy = ({ path, text }: SourceFile): readonly string[] =>
  sourceFile(path, text.replace(OF_TYPES, '')).imports.map((specifier) =>
    specifier.startsWith('#')
      ? `src/${specifier.replace(/^#(?:src\/)?/, '')}`
      : posix.join(posix.dirname(path), specifier),
  )
