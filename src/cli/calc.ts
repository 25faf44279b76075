import { z } from 'zod'
import { answerCoventry, coventryCases } from './calc-coventry.ts'
import { answerTtr, ttrCases } from './calc-ttr.ts'

/** What a command leaves behind: with exit 0 `out` is for standard output, else for standard error. */
export type Calculated = { readonly exit: number; readonly out: string }

const BAD_INPUT = 2

/** `evenkeel calc ttr|coventry`: answers every case of a file by the same functions that the clinic uses. */
export function calc(kind: string, inputText: string): Calculated {
  switch (kind) {
    case 'ttr':
      return answered(inputText, ttrCases, answerTtr)
    case 'coventry':
      return answered(inputText, coventryCases, answerCoventry)
    default:
      return refused(`"${kind}" cannot be calculated. Use: evenkeel calc ttr|coventry < cases.json`)
  }
}

function answered<Case>(
  inputText: string,
  cases: z.ZodType<{ vectors: Case[] }>,
  answer: (given: Case) => unknown,
): Calculated {
  const json = readJson(inputText)
  if (json.kind === 'refused') return refused(json.message)
  const parsed = cases.safeParse(json.value)
  if (!parsed.success) return refused(`The cases cannot be used.\n${z.prettifyError(parsed.error)}`)

  return { exit: 0, out: `${JSON.stringify({ answers: parsed.data.vectors.map(answer) })}\n` }
}

type ReadJson =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly message: string }

function readJson(text: string): ReadJson {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'refused', message: `Standard input must be a JSON file of cases: ${why}` }
  }
}

function refused(message: string): Calculated {
  return { exit: BAD_INPUT, out: `${message}\n` }
}
