import { permission } from '#access/policy.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import {
  type SpecificationDraft,
  specificationDraft,
  specificationDrafts,
} from '#store/specifications.ts'
import { notHere, type Refused } from './outcome.ts'
import { heldSpecifications } from './specifications-held.ts'
import { view } from './view.ts'

export type { SpecificationDraft } from '#store/specifications.ts'

export type SpecificationsShown = {
  readonly kind: 'specifications'
  readonly drafts: readonly SpecificationDraft[]
  /** What a draft can begin with. */
  readonly bases: readonly ReleasedSpecification[]
}

/** What a commissioner writes and has issued. */
export const specificationsShown = view<object, SpecificationsShown>(
  'prepare-specification',
  async ({ tx }) => ({
    kind: 'specifications',
    drafts: await specificationDrafts(tx),
    bases: await heldSpecifications(tx),
  }),
)

export type SpecificationShown = {
  readonly kind: 'specification'
  readonly draft: SpecificationDraft
  readonly mayIssue: boolean
}

/** One of them. */
export const specificationShown = view<{ readonly draftId: string }, SpecificationShown>(
  'prepare-specification',
  async ({ tx, actor, today }, { draftId }): Promise<SpecificationShown | Refused> => {
    const draft = await specificationDraft(tx, draftId)
    if (draft === undefined) return notHere('draft')
    const mayIssue = permission('issue-specification', actor, today).kind === 'allowed'
    return { kind: 'specification', draft, mayIssue }
  },
)
