// The direct oral anticoagulants: which there are, in which strengths, and a dose of one.
import { trimAscii } from '#base/typed-text.ts'
import { formatMg, mgNumber, type Ug, ug } from '#clinical/dose.ts'

export const DOACS = ['apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban'] as const
export type Doac = (typeof DOACS)[number]

/** So many micrograms at a time, once or twice a day. */
export type DoacDose = { readonly ug: Ug; readonly timesADay: 1 | 2 }

/** Whether a medicine of the register is one of these. */
export const isDoac = (medicine: string | null): medicine is Doac =>
  DOACS.some((doac) => doac === medicine)

/**
 * The strengths that are made, in micrograms.
 * Source: dm+d products of the OpenCodelists list of direct oral anticoagulants, 2020. @see docs/evidence.md#doac-strengths
 */
export const DOAC_STRENGTHS_UG: Readonly<Record<Doac, readonly number[]>> = {
  apixaban: [2_500, 5_000],
  dabigatran: [75_000, 110_000, 150_000],
  edoxaban: [15_000, 30_000, 60_000],
  rivaroxaban: [2_500, 10_000, 15_000, 20_000],
}

/** A dose written in the code itself, in mg. */
export const doacDose = (mg: number, timesADay: 1 | 2): DoacDose => ({
  ug: ug(mg * 1000),
  timesADay,
})

/** Whether two doses are the same amount as often. */
export const sameDose = (one: DoacDose, other: DoacDose): boolean =>
  one.ug === other.ug && one.timesADay === other.timesADay

/** Micrograms a day. */
export const perDayUg = ({ ug: each, timesADay }: DoacDose): number => each * timesADay

/** `5 mg twice a day`, `20 mg once a day`. */
export const formatDoacDose = (dose: DoacDose): string =>
  `${formatMg(dose.ug)} ${dose.timesADay === 1 ? 'once' : 'twice'} a day`

export type DoacDoseRefusal = {
  readonly kind: 'refused'
  readonly field: 'doacMg' | 'doacTimes'
  readonly code: 'required' | 'format' | 'no-such-strength'
  readonly message: string
}
export type DoacDoseParse = { readonly kind: 'dose'; readonly dose: DoacDose } | DoacDoseRefusal

const MG = /^(0|[1-9]\d{0,2})(?:\.(5))?$/

/**
 * Reads a dose as typed: mg at a time and times a day, both needed. An amount that one or two tablets of this medicine
 * cannot make is refused: 50 mg of apixaban is a slip for 5 mg.
 */
export function parseDoacDose(
  medicine: Doac,
  typed: { readonly mg: unknown; readonly times: unknown },
): DoacDoseParse {
  const amount = typeof typed.mg === 'string' ? trimAscii(typed.mg) : ''
  if (amount === '') return refused('doacMg', 'required', 'Enter the dose in mg at a time.')
  const match = MG.exec(amount)
  if (match === null) {
    return refused('doacMg', 'format', 'Enter the mg at a time as a number, like 5 or 2.5.')
  }
  const each = Number(match[1]) * 1000 + (match[2] === undefined ? 0 : 500)
  const strengths = DOAC_STRENGTHS_UG[medicine]
  if (!strengths.some((strength) => each === strength || each === 2 * strength)) {
    const made = strengths.map(mgNumber).join(', ')
    const message = `One or two of the strengths of ${medicine} (${made} mg) do not make ${amount} mg. Check the dose.`
    return refused('doacMg', 'no-such-strength', message)
  }
  if (typed.times !== '1' && typed.times !== '2') {
    return refused('doacTimes', 'required', 'Say whether it is taken once or twice a day.')
  }
  return { kind: 'dose', dose: { ug: ug(each), timesADay: typed.times === '1' ? 1 : 2 } }
}

const refused = (
  field: DoacDoseRefusal['field'],
  code: DoacDoseRefusal['code'],
  message: string,
): DoacDoseRefusal => ({ kind: 'refused', field, code, message })
