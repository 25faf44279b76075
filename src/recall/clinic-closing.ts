import type { ClinicStep } from './clinic-step.ts'

/** What is still to be done for somebody of a clinic that is about to be closed. */
export type LeftOver =
  /** An alarm is open: it is acted on today, and the clinic stays open until then. */
  | 'alarm'
  /** To be done today, or handed over by name. */
  | 'not-dosed'
  | 'not-told'
  | 'not-tested'
  | 'sample-awaited'

export type ClosingFacts = {
  readonly step: ClinicStep
  readonly hasOpenAlarm: boolean
  /** A venous sample is to confirm a result that the meter could not measure. */
  readonly awaitsSample: boolean
}

/**
 * What keeps a clinic open for one person of it, or nothing (H17). An alarm before everything else; whoever was tested has a
 * dose, or somebody who decides it, and knows it; whoever came was tested. Who did not come is marked by the night.
 */
export function leftOver({ step, hasOpenAlarm, awaitsSample }: ClosingFacts): LeftOver | undefined {
  if (hasOpenAlarm) return 'alarm'
  switch (step) {
    case 'arrived':
      return 'not-tested'
    case 'tested':
      return 'not-dosed'
    case 'dosed':
      return 'not-told'
    case 'waiting':
    case 'referred':
    case 'told':
    case 'booked':
    case 'actioned':
    case 'missed':
      return awaitsSample ? 'sample-awaited' : undefined
  }
}

/** The same in words, after the name of the person. */
export const LEFT_OVER_WORDS: Readonly<Record<LeftOver, string>> = {
  alarm: 'an alarm is open',
  'not-dosed': 'tested, no dose and nobody who decides it',
  'not-told': 'dosed, not told',
  'not-tested': 'came, not tested',
  'sample-awaited': 'a venous sample is awaited',
}

/** Whether this may wait until tomorrow in the hands of somebody named. An alarm never may. */
export const mayWait = (left: LeftOver): boolean => left !== 'alarm'
