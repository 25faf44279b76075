import { type DoseText, doseText } from '#print/dose-text.ts'
import { initialsOf } from '#register/person-name.ts'
import type { FoundDecision } from '#store/decisions.ts'
import type { FoundPatient } from '#store/patients.ts'
import { textsSentOf } from '#store/texts-sent.ts'
import { toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { pageInForce } from './dose-page.ts'

/** The text message of a saved dose, to be copied; null when the dose is not to be followed. Nothing is sent by it. */
export async function textOfDose(
  tx: Tx,
  { id, replaces }: FoundDecision,
  { details }: FoundPatient,
): Promise<DoseText | null> {
  const page = await pageInForce(tx, id)
  if (page === undefined) return null
  const replacesText = replaces !== null && (await isOnTheTelephone(tx, replaces))
  return doseText(page, { initials: initialsOf(details), replacesText })
}

/** Whether a text of this dose may lie on the telephone: one that was acknowledged, or one that was sent and not answered. */
async function isOnTheTelephone(tx: Tx, decisionId: string): Promise<boolean> {
  if ((await textsSentOf(tx, decisionId)).length > 0) return true
  return (await toldOf(tx, decisionId)).some(({ how }) => how === 'message')
}
