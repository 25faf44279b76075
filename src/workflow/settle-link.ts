import { act, type Done } from './act.ts'
import { isSecondPerson, LINK_FIELDS, seeLink, stepOn } from './link-step.ts'
import { takeApart } from './link-tasks.ts'
import { type Finding, type Parsed, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

type Settlement = TextFields<(typeof LINK_FIELDS)[number]> & {
  readonly decision: 'confirmed' | 'declined'
}

/** The second person's word on two records: they are of one person, or not; whoever proposed it may take it back (H02). */
export const settleLink = act<Settlement, Done>({
  name: 'link-records',
  parse: parseSettlement,
  perform: async (desk, fields) => {
    const seen = await seeLink(desk, fields)
    if (seen.kind === 'refused') return seen
    const { link } = seen
    if (link.state !== 'proposed') return NOT_PROPOSED
    const { decision } = fields
    const same = decision === 'confirmed' ? await isSecondPerson(desk, link) : undefined
    if (same !== undefined) return same
    const trouble =
      (await stepOn(desk, seen, decision)) ??
      (decision === 'declined' ? await takeApart(desk, link) : undefined)
    if (trouble !== undefined) return trouble
    const noted = { did: decision, closes: link.closesId }
    return { kind: 'done', patientId: link.keepsId, subject: link.linkId, noted }
  },
})

const NOT_PROPOSED = refused(409, {
  field: '',
  code: 'not-proposed',
  message: 'This has been settled already. Open the page again to see where it stands.',
})

function parseSettlement(input: unknown): Parsed<Settlement> {
  const read = readTextFields(input, [...LINK_FIELDS, 'decision'])
  if (read.kind === 'refused') return read
  const { decision } = read.value
  if (decision !== 'confirmed' && decision !== 'declined') {
    return { kind: 'refused', findings: [CHOOSE] }
  }
  return { kind: 'parsed', value: { ...read.value, decision } }
}

const CHOOSE: Finding = {
  field: 'decision',
  code: 'required',
  message: 'Choose whether the two records are of one person.',
}
