import type { Quarter } from './quarter.ts'

/** The part of a claim that its invoice is numbered by. */
export type Numbered = {
  readonly id: string
  readonly quarter: Quarter
  readonly version: number
}

/**
 * By what the commissioner pays a claim, and a remittance names it: the provider's ODS code, the quarter, some of the id of the claim
 * and its version. Capital letters, digits and hyphens alone, so that it goes through whatever system it is copied into.
 */
export const invoiceNumber = (odsCode: string, { id, quarter, version }: Numbered): string =>
  `${odsCode}-${quarter.replace('-', '')}-${id.replaceAll('-', '').slice(-6)}-${version}`.toUpperCase()
