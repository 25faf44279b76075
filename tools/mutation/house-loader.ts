import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const HOUSE = join(import.meta.dirname, '..', '..')
const RELOADED = ['src', 'test'].map((room) => `${pathToFileURL(join(HOUSE, room)).href}/`)
const RECORDER = pathToFileURL(join(import.meta.dirname, 'recorded-tests.ts')).href

const stripped = new Map<string, string>()
let load = 0
let changed: ReadonlyMap<string, string> = new Map()

const isReloaded = (url: string): boolean => RELOADED.some((room) => url.startsWith(room))

/** From now on the house is loaded anew, with these texts in place of those on the disk; nothing of an earlier load is left. */
export function startAnew(texts: ReadonlyMap<string, string>): void {
  load += 1
  changed = texts
}

/** Imports a file of the house, and what it needs of the present load. */
export const importOfHouse = async (file: string): Promise<unknown> =>
  await import(`${pathToFileURL(file).href}?load=${load}`)

/** TypeScript as JavaScript; throws where it is none. */
const asJavaScript = (text: string): string => stripTypeScriptTypes(text)

function sourceOf(file: string): string {
  const planted = changed.get(file)
  if (planted !== undefined) return asJavaScript(planted)
  const known = stripped.get(file)
  if (known !== undefined) return known
  const source = asJavaScript(readFileSync(file, 'utf8'))
  stripped.set(file, source)
  return source
}

/** From here on, this thread loads the house so. */
export function loadHouseAnew(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'node:test') return { url: RECORDER, shortCircuit: true }
      const resolved = next(specifier, context)
      const isNew = isReloaded(resolved.url) && !resolved.url.includes('?')
      return isNew ? { ...resolved, url: `${resolved.url}?load=${load}` } : resolved
    },
    load(url, context, next) {
      if (!isReloaded(url) || !/\.ts\?load=\d+$/.test(url)) return next(url, context)
      return { format: 'module', source: sourceOf(fileURLToPath(url)), shortCircuit: true }
    },
  })
}
