import type { Day } from '#base/day.ts'

/** Some days in a row with the same dose. */
export type PackRun = {
  readonly from: Day
  readonly to: Day
  readonly dose: string
  readonly tablets: string
}

/** The page of doses that the patient follows, where one is in force. */
export type PackDose = {
  readonly runs: readonly PackRun[]
  readonly nextTestOn: Day
  readonly decidedBy: string
  readonly decidedOn: Day
}

export type PackVisit = {
  readonly on: Day
  readonly inr: string
  readonly dose: string
  readonly nextTestOn: Day | null
}

/** Somebody whom the clinic may meet, with everything a clinician needs who dose on paper. */
export type PackPerson = {
  readonly name: string
  readonly dateOfBirth: Day
  readonly nhsNumber: string
  readonly bookedOn: Day | null
  readonly time: string
  readonly dueOn: Day | null
  /** What to call it and what to do with it, in the order of the sheet. */
  readonly plan: readonly (readonly [string, string])[]
  readonly contact: readonly (readonly [string, string])[]
  readonly warnings: readonly string[]
  /** What is taken as far as it is known. */
  readonly taken: string
  readonly inForce: PackDose | null
  readonly visits: readonly PackVisit[]
}

/** What a site needs for the days until Evenkeel is back. */
export type PaperPack = {
  readonly providerName: string
  readonly telephone: string
  readonly from: Day
  readonly through: Day
  readonly madeAt: number
  /** The database was restored, and doses given since may be missing from it. */
  readonly isReconciling: boolean
  readonly people: readonly PackPerson[]
}
