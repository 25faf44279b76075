import { episodesOf } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { notHere } from './outcome.ts'
import { plannable, procedureFacts } from './procedure-facts.ts'
import { type PlanFields, type Proposal, readProposal } from './procedure-typed.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { runningEpisode } from './visit-case.ts'

type Asked = { readonly patientId: string; readonly fields: PlanFields }

/** The dates of a plan as they are proposed for what was typed; nothing of the record changes. */
export const checkProcedure = view<Asked, Proposal>(
  'plan-procedure',
  async (desk, { patientId, fields }) => {
    const patient = await findPatient(desk.tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const episode = runningEpisode(await episodesOf(desk.tx, patient.id))
    if (episode === undefined) return notHere('treatment plan')
    const running = await openProcedurePlan(desk.tx, episode.id)
    const medicine = running?.medicine ?? (await plannable(desk, patient, episode))
    if (typeof medicine !== 'string') return medicine
    const facts = await procedureFacts(desk, patient, episode, medicine)
    return readProposal(fields, facts)
  },
  ({ patientId }) => patientId,
)
