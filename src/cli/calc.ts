import { z } from 'zod'
import { answerCockcroftGault, cockcroftGaultCases } from './calc-cockcroft-gault.ts'
import { answerCoventry, coventryCases } from './calc-coventry.ts'
import { answerDoac, doacCases } from './calc-doac.ts'
import { answerDose, doseCases } from './calc-dose.ts'
import { answerHamberg, hambergCases } from './calc-hamberg.ts'
import { answerSchedule, scheduleCases } from './calc-schedule.ts'
import { answerScores, scoresCases } from './calc-scores.ts'
import { answerTtr, ttrCases } from './calc-ttr.ts'
import { type Calculated, type Calculation, calculation, refusedInput } from './calculation.ts'

/** Everything that can be calculated, by its name on the command line. */
export const CALCULATIONS: ReadonlyMap<string, Calculation> = new Map([
  ['ttr', calculation(ttrCases, answerTtr)],
  ['coventry', calculation(coventryCases, answerCoventry)],
  ['cockcroft-gault', calculation(cockcroftGaultCases, answerCockcroftGault)],
  ['doac', calculation(doacCases, answerDoac)],
  ['dose', calculation(doseCases, answerDose)],
  ['hamberg', calculation(hambergCases, answerHamberg)],
  ['schedule', calculation(scheduleCases, answerSchedule)],
  ['scores', calculation(scoresCases, answerScores)],
])

const USE = `Use: evenkeel calc ${[...CALCULATIONS.keys()].join('|')} < cases.json, or with --schema`

/** `evenkeel calc KIND`: answers every case of a file by the same functions that the clinic uses. */
export function calc(kind: string, inputText: string): Calculated {
  const known = CALCULATIONS.get(kind)
  if (known === undefined) return refusedInput(`"${kind}" cannot be calculated. ${USE}`)
  const json = readJson(inputText)
  return json.kind === 'refused' ? refusedInput(json.message) : known.answers(json.value)
}

/** `evenkeel calc KIND --schema`: what its cases look like, as JSON Schema; docs/calc keeps each. */
export function calcSchema(kind: string): Calculated {
  const known = CALCULATIONS.get(kind)
  if (known === undefined) return refusedInput(`"${kind}" cannot be calculated. ${USE}`)
  const schema = z.toJSONSchema(known.schema, { io: 'input', unrepresentable: 'any' })
  return { exit: 0, out: `${JSON.stringify(schema, null, 2)}\n` }
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
