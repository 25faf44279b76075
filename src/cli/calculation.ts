import { z } from 'zod'

/** A case that is well formed and cannot be calculated, with what to do about it. */
export type CaseRefused = { readonly name: string; readonly refused: string }
export type CaseAnswer = { readonly name: string; readonly answer: unknown }

/** One kind of calculation: what its cases look like, and how one is answered. */
export type Calculation = {
  readonly schema: z.ZodType
  readonly answers: (json: unknown) => Calculated
}

/** What a command leaves behind: with exit 0 `out` is for standard output, else for standard error. */
export type Calculated = { readonly exit: number; readonly out: string }

const BAD_INPUT = 2

export const refusedInput = (message: string): Calculated => ({
  exit: BAD_INPUT,
  out: `${message}\n`,
})

/** Makes a calculation of a schema of cases and the function that answers one of them. */
export function calculation<Case>(
  schema: z.ZodType<{ vectors: Case[] }>,
  answer: (given: Case) => CaseAnswer | CaseRefused,
): Calculation {
  const answers = (json: unknown): Calculated => {
    const parsed = schema.safeParse(json)
    if (!parsed.success) {
      return refusedInput(
        `The cases cannot be used.\n${z.prettifyError({ issues: parsed.error.issues.flatMap(plainly) })}`,
      )
    }
    const answered = parsed.data.vectors.map(answer)
    const refused = answered.filter((one) => 'refused' in one)
    if (refused.length === 0) return { exit: 0, out: `${JSON.stringify({ answers: answered })}\n` }
    const why = refused.map(({ name, refused: says }) => `✖ ${name}: ${says}`)
    return refusedInput(`The cases cannot be used.\n${why.join('\n')}`)
  }
  return { schema, answers }
}

/** Of a value that may have several shapes, what is wrong with the one that it nearly has. */
function plainly(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((errors) => !errors.some(isOtherShape))
  if (meant === undefined) return [issue]
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(plainly)
}

const isOtherShape = ({ code, path }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')
