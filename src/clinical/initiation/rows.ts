// Short ways to write the rows of a protocol, so that a table in the code looks like the table of its source.
import type { Answer, NextDay, Row, StepTable } from './protocol.ts'
import { NO_LOWEST } from './protocol.ts'

/** Doses in mg as the sources print them, to whole micrograms: 1.5 is 1500. */
const microgram = (mg: number): number => Math.round(mg * 1000)

export const onDay = (day: number): NextDay => ({ kind: 'day', day })
export const inDays = (days: number): NextDay => ({ kind: 'in', days })
export const NEXT_FIXED: NextDay = { kind: 'next-fixed' }

/** So many mg a day until the next test. */
export const give = (mg: number, next: NextDay): Answer => ({
  kind: 'dose',
  doseUg: microgram(mg),
  next,
})

/** The published words, for a person to decide by: no dose is worked out. */
export const ask = (action: string): Answer => ({ kind: 'person', action })

/** INR as printed, to whole tenths: 1.4 is 14. */
const tenths = (inr: number): number => Math.round(inr * 10)

/** From one printed INR to another, both included. */
export const between = (first: number, last: number, answer: Answer): Row => ({
  fromTenths: tenths(first),
  belowTenths: tenths(last) + 1,
  answer,
})

/** Every INR up to a printed one, itself included. */
export const upTo = (last: number, answer: Answer): Row => ({
  fromTenths: NO_LOWEST,
  belowTenths: tenths(last) + 1,
  answer,
})

export const below = (inr: number, answer: Answer): Row => ({
  fromTenths: NO_LOWEST,
  belowTenths: tenths(inr),
  answer,
})

export const from = (inr: number, answer: Answer): Row => ({
  fromTenths: tenths(inr),
  belowTenths: 'no-limit',
  answer,
})

export const above = (inr: number, answer: Answer): Row => ({
  fromTenths: tenths(inr) + 1,
  belowTenths: 'no-limit',
  answer,
})

/** Rows that hold while so many mg a day are taken, and (if given) have been since a day of the protocol. */
export const taking = (mg: number, rows: readonly Row[], sinceDay?: number): StepTable => ({
  inForceUg: microgram(mg),
  ...(sinceDay === undefined ? {} : { sinceDay }),
  rows,
})

/** Day 1 of every protocol: nothing has been taken and the INR is below 1.4 (INRstar's precondition). */
export const firstDose = (mg: number, next: NextDay): StepTable => ({
  rows: [
    below(1.4, give(mg, next)),
    from(
      1.4,
      ask('The baseline INR must be below 1.4. Do not start: find the cause and ask haematology.'),
    ),
  ],
})
