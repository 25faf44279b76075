import { POLICY } from '#access/policy.ts'
import { clinicalInstant } from '#base/day.ts'
import { RESTORE_OUTCOMES } from '#recall/restore-outcomes.ts'
import type { UnknownHere } from '#workflow/unknown-shown.ts'

const SAYS: Readonly<Record<string, { readonly says: string }>> = POLICY

/** What was done, in words: the sentence of the permission with which it was done. */
export function whatInWords({ kind, act, doneAt }: UnknownHere): string {
  switch (kind) {
    case 'act':
      return capital(SAYS[act ?? '']?.says ?? `${act}`)
    case 'message':
      return 'A text was sent to the patient'
    case 'print':
      return "The patient's dose page was printed"
    case 'restore':
      return `The database was restored to ${clinicalInstant(doneAt)}`
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Whose it was: a name where the record is here, else that it is not. */
export function whoseInWords(line: UnknownHere): string {
  if (line.familyName !== null) return `${line.familyName.toUpperCase()}, ${line.givenName}`
  return line.isOfPatient ? 'A patient whose record is missing here' : 'No patient'
}

/** What became of it; nothing while it is open. */
export function clearedInWords({ outcome, reason, clearedByName, clearedAt }: UnknownHere): string {
  if (outcome === null || clearedAt === null) return ''
  return `${RESTORE_OUTCOMES[outcome]}: ${reason} ${clearedByName}, ${clinicalInstant(clearedAt)}`
}
