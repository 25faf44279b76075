import { type Day, patientDate } from '#base/day.ts'

export type Whose = { readonly name: string; readonly dateOfBirth: Day; readonly nhsNumber: string }

/** Whose sheet it is, in one line: at its head, and at the foot of each (H15). */
export const whoseWords = ({ name, dateOfBirth, nhsNumber }: Whose): string =>
  `${name}   Born ${patientDate(dateOfBirth)}   NHS number ${nhsNumber}`
