import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler } from '#web/page.ts'
import { patientIn } from '#web/register/address.ts'
import { recordGenotype } from '#workflow/record-genotype.ts'
import { withdrawGenotype } from '#workflow/withdraw-genotype.ts'
import { measuresShown } from './measures.tsx'

/** A form of the page of measurements: done, or shown again with what was typed. */
const posted =
  (act: typeof recordGenotype | typeof withdrawGenotype): PageHandler =>
  async (request) => {
    const { house, caller, key, params } = request
    const patientId = patientIn(params)
    const typed = fieldsOf(request.form)
    const input = act === recordGenotype ? { ...typed, patientId } : typed
    const outcome = await act.run(house, { ...caller, entersFor: patientId }, key, input)
    if (outcome.kind === 'done') {
      return { kind: 'redirect', to: `/patients/${patientId}/measurements` }
    }
    if (outcome.status === 403) return refusalPage(outcome)
    return measuresShown(request, typed, outcome.status, outcome.findings)
  }

/** POST /patients/:patientId/measurements/genotype */
export const genotypePosted = posted(recordGenotype)

/** POST /patients/:patientId/measurements/genotype-taken-back */
export const genotypeWithdrawn = posted(withdrawGenotype)
