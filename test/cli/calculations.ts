// Cases of `evenkeel calc`, answered or refused, and the examples of docs/calc.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { calc } from '#cli/calc.ts'

export type Json = Record<string, unknown>
type Answers = { answers: { name: string; answer: Json }[] }

export function answersTo(kind: string, input: unknown): Answers['answers'] {
  const { exit, out } = calc(kind, JSON.stringify(input))
  assert.equal(exit, 0, out)
  return (JSON.parse(out) as Answers).answers
}

export function refusalOf(kind: string, input: unknown): string {
  const { exit, out } = calc(kind, JSON.stringify(input))
  assert.equal(exit, 2, out)
  return out
}

export const example = (kind: string): { vectors: Json[] } =>
  JSON.parse(readFileSync(`docs/calc/${kind}.json`, 'utf8')) as { vectors: Json[] }

export const oneCase = (kind: string, nth: number, changes: Json): { vectors: Json[] } => ({
  vectors: [{ ...example(kind).vectors[nth], ...changes }],
})
