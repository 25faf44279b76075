import { patientOfRecord, type RecordKind } from '#store/patient-of-record.ts'
import { inOneBreath } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'

export type { RecordKind } from '#store/patient-of-record.ts'

/** The patient whose result, dose, task or review this is, for the door to seal its forms for; undefined of what is not here. */
export const whoseRecord = (
  house: House,
  { providerId }: Caller,
  kind: RecordKind,
  id: string,
): Promise<string | undefined> =>
  inOneBreath(house.pool, providerId, (tx) => patientOfRecord(tx, kind, id))
