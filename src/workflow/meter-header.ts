import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'

/** By it the header of a maker's file is known again: the same headings in the same order. */
export const headerHash = (headings: readonly string[]): string =>
  createHash('sha256').update(canonicalJson(headings)).digest('hex')
