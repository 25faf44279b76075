import { dosePage } from './dose-page.ts'

/** The page of a dose for a patient: a sheet that goes out is known outside the database, too (H28). */
export const printDose: typeof dosePage = async (house, caller, wanted) => {
  const printed = await dosePage(house, caller, wanted)
  if (printed.kind === 'refused') return printed
  const at = new Date(house.clock()).toISOString()
  await house.journal?.write({
    kind: 'print',
    provider: caller.providerId,
    at,
    reference: `${wanted.decisionId} ${at}`,
    by: caller.accountId,
    patient: printed.patientId,
    subject: wanted.decisionId,
  })
  return printed
}
