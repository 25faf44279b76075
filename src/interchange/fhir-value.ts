// Reading what another system wrote as FHIR, without believing its shape.

export type FhirObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is FhirObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object in a field; nothing where there is none or something else. */
export function objectIn(of: FhirObject | undefined, field: string): FhirObject | undefined {
  const value = of?.[field]
  return isObject(value) ? value : undefined
}

/** The objects of a list in a field; whatever else stands in it is left out. */
export function objectsIn(of: FhirObject | undefined, field: string): readonly FhirObject[] {
  const value = of?.[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The text in a field, without spaces around it; empty where there is none. */
export function textIn(of: FhirObject | undefined, field: string): string {
  const value = of?.[field]
  return typeof value === 'string' ? value.trim() : ''
}

/** What is wrong with a file or with one result of it, and where in the file it stands. */
export type SentFault = {
  readonly place: string
  readonly code: string
  readonly message: string
}

const NUMBER_OR_TEXT = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[-+.\deE]*/g
const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/**
 * The first number of a JSON text that would not be read as it is written: with an exponent, or with more digits than are
 * kept (2.4999999999999999999 would become 2.5).
 */
export function inexactNumber(text: string): string | undefined {
  return text
    .match(NUMBER_OR_TEXT)
    ?.find((token) => !token.startsWith('"') && String(Number(token)) !== withoutZeros(token))
}

const withoutZeros = (written: string): string | undefined =>
  PLAIN_DECIMAL.test(written) ? written.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : undefined
