import { type Draft, findDraft } from '#store/drafts.ts'
import { view } from './view.ts'

export type KeptDraft = ({ readonly kind: 'draft' } & Draft) | { readonly kind: 'no-draft' }

/** What the person who looks had typed for this patient and not saved. */
export const keptDraft = view<{ readonly patientId: string }, KeptDraft>(
  'see-patient',
  async ({ tx, actor }, { patientId }) => {
    const draft = await findDraft(tx, actor.accountId, patientId)
    return draft === undefined ? { kind: 'no-draft' } : { kind: 'draft', ...draft }
  },
)
