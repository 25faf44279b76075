import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'
import type { Swap } from './plant.ts'

// Loaded before a test or the application: from then on some texts of the source stand in place of others.

const HOUSE = join(import.meta.dirname, '..', '..')
const JSX = { jsx: { runtime: 'automatic', importSource: 'react', development: false } } as const

const swaps: readonly Swap[] = JSON.parse(process.env['EVENKEEL_PLANTED'] ?? '[]')

function planted(file: string): string | undefined {
  const here = swaps.filter((swap) => join(HOUSE, swap.file) === file)
  return here.length === 0 ? undefined : here.reduce(swapped, readFileSync(file, 'utf8'))
}

/** What is to be swapped must be there once: a fault that is planted nowhere, or twice, shows nothing. */
function swapped(text: string, { file, from, to }: Swap): string {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`)
  return parts.join(to)
}

registerHooks({
  load(url, context, next) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : ''
    const text = planted(file)
    if (text === undefined) return next(url, context)
    const source = file.endsWith('.tsx')
      ? transformSync(file, text, JSX).code
      : stripTypeScriptTypes(text)
    return { format: 'module', source, shortCircuit: true }
  },
})
