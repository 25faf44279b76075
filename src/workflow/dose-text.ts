import type { DosePage } from '#print/dose-page.ts'
import { type DoseText, doseText } from '#print/dose-text.ts'
import { initialsOf } from '#register/person-name.ts'
import type { FoundDecision } from '#store/decisions.ts'
import type { FoundPatient } from '#store/patients.ts'
import { knownBefore } from '#store/texts-sent.ts'
import type { Tx } from '#store/tx.ts'
import { pageInForce } from './dose-page.ts'

/** The text message of a saved dose, to be copied; null when the dose is not to be followed. Nothing is sent by it. */
export async function textOfDose(
  tx: Tx,
  decision: FoundDecision,
  { details }: FoundPatient,
): Promise<DoseText | null> {
  const page = await pageInForce(tx, decision.id)
  return page === undefined ? null : textOfPage(tx, page, decision, details)
}

/** The text message of the page of a dose in force. */
export async function textOfPage(
  tx: Tx,
  page: DosePage,
  decision: FoundDecision,
  details: FoundPatient['details'],
): Promise<DoseText> {
  const before = await knownBefore(tx, decision)
  return doseText(page, {
    initials: initialsOf(details),
    replacesText: before?.isText === true,
    earlierText: before?.earlierText === true,
  })
}
