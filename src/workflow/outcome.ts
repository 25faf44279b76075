/** What is wrong with one thing that was typed, in words for the person who typed it. */
export type Finding = { readonly field: string; readonly code: string; readonly message: string }

/** A foreseen refusal. `status` is how a door says it over HTTP. */
export type Refused = {
  readonly kind: 'refused'
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422
  readonly findings: readonly Finding[]
  /** Whose dose the questions among the findings are about, so that it is kept that they were asked (H33). */
  readonly about?: { readonly patientId: string; readonly episodeId: string }
}

export const refused = (status: Refused['status'], ...findings: readonly Finding[]): Refused => ({
  kind: 'refused',
  status,
  findings,
})

/** Refuses a single field as unprocessable: the commonest refusal. */
export const refusedField = (field: string, code: string, message: string): Refused =>
  refused(422, { field, code, message })

export const notHere = (what: string): Refused =>
  refused(404, { field: '', code: 'not-found', message: `This ${what} is not in your register.` })

export const changedMeanwhile = (what: string): Refused =>
  refused(412, {
    field: '',
    code: 'changed-meanwhile',
    message: `Somebody else has changed ${what} since you opened the page. What you typed is still here: check it against the record and save again.`,
  })

export type Parsed<T> =
  | { readonly kind: 'parsed'; readonly value: T }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
