import type { ReleasedSpecification } from '#contract/catalogue.ts'
import { SPECIFICATION_FIELDS, specificationTyped } from '#contract/edited-specification.ts'
import type { ServiceSpecification } from '#contract/specification.ts'
import { typedText } from '#register/typed-fields.ts'
import { type Commissioner, thisCommissioner } from '#store/commissioned.ts'
import {
  issueSpecification as keepIssued,
  type SpecificationDraft,
  saveSpecificationDraft,
  specificationDraft,
  specificationDrafts,
} from '#store/specifications.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { heldSpecifications, specificationKey } from './specifications-held.ts'
import { hashOf } from './suggestion-token.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const START_FIELDS = ['base', 'shortName'] as const satisfies readonly string[]
type Start = TextFields<(typeof START_FIELDS)[number]>

/** A draft begins as a copy of a specification that is held here: the next version of one that this commissioner issued, else one of its own. */
export const startSpecification = act<Start, Done>({
  name: 'prepare-specification',
  parse: (input): Parsed<Start> => readTextFields(input, START_FIELDS),
  perform: async (desk, fields) => {
    const { tx } = desk
    const commissioner = await thisCommissioner(tx)
    if (commissioner === undefined) return notHere('commissioner')
    const held = await heldSpecifications(tx)
    const base = held.find((each) => specificationKey(each) === fields.base)
    if (base === undefined) return CHOOSE_BASE
    const drafts = await specificationDrafts(tx)
    const named = nameOf(commissioner, base, drafts, typedText(fields, 'shortName'))
    if (named.kind === 'refused') return named
    if (drafts.some((each) => each.specificationId === named.id && each.issuedAt === null))
      return IN_WORK
    const document = copyOf(base.document, named.id, commissioner)
    const draft = { id: desk.newId(), version: 1, specificationId: named.id, document }
    if (!(await saveSpecificationDraft(tx, draft, savedBy(desk))))
      return changedMeanwhile('this draft')
    return {
      kind: 'done',
      subject: draft.id,
      noted: { specificationId: named.id, from: fields.base },
    }
  },
})

const savedBy = ({ actor, now }: Desk) => ({ by: actor.accountId, at: new Date(now).toISOString() })

type Named = { readonly kind: 'named'; readonly id: string }

/** What it is called among all specifications of the installation: nobody else's can begin with the code of this commissioner. */
function nameOf(
  { odsCode }: Commissioner,
  { document }: ReleasedSpecification,
  drafts: readonly SpecificationDraft[],
  shortName: string,
): Named | Refused {
  if (drafts.some((each) => each.specificationId === document.id && each.issuedAt !== null)) {
    return { kind: 'named', id: document.id }
  }
  if (!/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/.test(shortName)) return SHORT_NAME
  const id = `${odsCode.toLowerCase()}-${shortName}`
  return drafts.some((each) => each.specificationId === id) ? NAME_TAKEN : { kind: 'named', id }
}

const copyOf = (
  document: ServiceSpecification,
  id: string,
  { name }: Commissioner,
): ServiceSpecification => ({
  ...document,
  id,
  version: 0,
  commissioner: name,
  source: `Written with Evenkeel by ${name}, from ${document.id}, version ${document.version}`,
  contradictions: [],
})

const DRAFT_FIELDS = ['draftId', 'version'] as const
type Saved = Readonly<Record<string, string | undefined>>

/** Saves what was typed as the next version of a draft, or says everything that is wrong with it. */
export const saveSpecification = act<Saved, Done>({
  name: 'prepare-specification',
  parse: (input): Parsed<Saved> =>
    readTextFields<string>(input, [...DRAFT_FIELDS, ...SPECIFICATION_FIELDS]),
  perform: async (desk, fields) => {
    const before = await draftOf(desk, fields)
    if ('kind' in before) return before
    const typed = specificationTyped(fields, before.document)
    if (typed.kind === 'faults') return refused(422, ...typed.findings)
    const { id, specificationId } = before
    const draft = { id, specificationId, version: before.version + 1, document: typed.document }
    if (!(await saveSpecificationDraft(desk.tx, draft, savedBy(desk))))
      return changedMeanwhile('this draft')
    return { kind: 'done', subject: id, noted: { version: draft.version } }
  },
})

/** The draft that is meant, as it was when the page was made. */
async function draftOf(desk: Desk, fields: Saved): Promise<SpecificationDraft | Refused> {
  const draft = await specificationDraft(desk.tx, idTyped(fields['draftId']))
  if (draft === undefined) return notHere('draft')
  if (draft.issuedAt !== null) return ISSUED
  return fields['version'] === `${draft.version}` ? draft : changedMeanwhile('this draft')
}

const ISSUE_FIELDS = [...DRAFT_FIELDS, 'confirmed'] as const
type Issue = TextFields<(typeof ISSUE_FIELDS)[number]>

/** Issues a draft: from now on it is fixed under its hash, every provider can read it, and a contract can be on it. */
export const issueSpecification = act<Issue, Done>({
  name: 'issue-specification',
  parse: (input): Parsed<Issue> => readTextFields(input, ISSUE_FIELDS),
  perform: async (desk, fields) => {
    const draft = await draftOf(desk, fields)
    if ('kind' in draft) return draft
    if (draft.version === 1) return NOT_SAVED
    if (fields.confirmed !== 'yes') return NOT_CONFIRMED
    const drafts = await specificationDrafts(desk.tx)
    const earlier = drafts.flatMap(({ specificationId, issuedVersion }) =>
      specificationId === draft.specificationId ? [issuedVersion ?? 0] : [],
    )
    const version = Math.max(...earlier) + 1
    const document = { ...draft.document, version }
    const hash = hashOf(document)
    const isNew = await keepIssued(desk.tx, { document, hash }, draft, savedBy(desk))
    if (!isNew) return changedMeanwhile('this draft')
    const noted = { specificationId: document.id, specificationVersion: version, hash }
    return { kind: 'done', subject: draft.id, noted }
  },
})

const CHOOSE_BASE = refusedField('base', 'required', 'Choose the specification to begin with.')
const SHORT_NAME = refusedField(
  'shortName',
  'format',
  'Enter a short name of small letters, digits and hyphens, like warfarin-2027-28.',
)
const NAME_TAKEN = refusedField(
  'shortName',
  'taken',
  'A specification of yours has this name already. Choose another, or begin its next version.',
)
const IN_WORK = refused(409, {
  field: 'base',
  code: 'in-work',
  message: 'A draft of this specification is in work already. Open it in the list.',
})
const ISSUED = refused(409, {
  field: '',
  code: 'issued',
  message: 'This specification is issued and is not changed any more. Begin its next version.',
})
const NOT_SAVED = refused(409, {
  field: '',
  code: 'not-edited',
  message: 'This draft is still a copy. Look through it and save it once before it is issued.',
})
const NOT_CONFIRMED = refusedField(
  'confirmed',
  'required',
  'Tick that you have read it and looked at what it would have paid.',
)
