// Names of records. A name says what it names, so that one kind cannot stand where another belongs.

type Id<Kind extends string> = string & { readonly __id: Kind }

export type ProviderId = Id<'provider'>
export type AccountId = Id<'account'>
export type PatientId = Id<'patient'>
export type EpisodeId = Id<'episode'>
export type ResultId = Id<'result'>
export type DecisionId = Id<'decision'>
export type TaskId = Id<'task'>
export type AppointmentId = Id<'appointment'>
export type ContactId = Id<'contact'>
export type ImportId = Id<'import'>
export type ClinicPatternId = Id<'clinic-pattern'>
export type AlertReviewId = Id<'alert-review'>

export type AnyId =
  | ProviderId
  | AccountId
  | PatientId
  | EpisodeId
  | ResultId
  | DecisionId
  | TaskId
  | AppointmentId
  | ContactId
  | ImportId
  | ClinicPatternId
  | AlertReviewId

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads an id in canonical lower-case form; anything else is not an id. */
export function uuid<Wanted extends AnyId>(text: unknown): Wanted | undefined {
  if (typeof text !== 'string' || !UUID.test(text)) return undefined
  return text as Wanted
}
