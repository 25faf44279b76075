import { uuid } from '#base/ids.ts'
import { LONGEST_WORDS, LOOK_OUTCOMES } from '#register/emergency-reasons.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import {
  addLookReview,
  type EmergencyLook,
  emergencyLooks,
  findEmergencyLook,
} from '#store/emergency-looks.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere, refused } from './outcome.ts'
import { likeness } from './second-person.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { view } from './view.ts'

export type { EmergencyLook }

const FIELDS = ['lookId', 'outcome', 'note'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Says whether a look in an emergency was justified: somebody else than whoever looked, with each of the two providers. */
export const reviewEmergencyLook = act<Fields, Done>({
  name: 'review-emergency-looks',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const id = uuid(fields.lookId)
    const look = id && (await findEmergencyLook(desk.tx, id))
    if (look === undefined) return notHere('look in an emergency')
    if (!(await isAnothers(desk, look))) return OWN
    if (look.reviewedAt !== null) return REVIEWED

    const findings: Findings = []
    const choose = 'Choose whether the look was justified.'
    const outcome = requiredChoice(LOOK_OUTCOMES, fields, 'outcome', choose, findings)
    const note = typedNote(fields, 'note', LONGEST_WORDS, findings)
    if (note === '') {
      findings.push({ field: 'note', code: 'required', message: 'Say how you know, in words.' })
    }
    if (outcome === undefined || findings.length > 0) return refused(422, ...findings)

    const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
    const review = { lookId: look.id, outcome, note, by, at }
    if (!(await addLookReview(desk.tx, review))) return REVIEWED
    return { kind: 'done', subject: look.id, noted: { outcome } }
  },
})

/** Another person looked: by account, and by name. */
const isAnothers = async (desk: Desk, { accountId, personName }: EmergencyLook): Promise<boolean> =>
  (await likeness(desk, accountId)) === 'another' &&
  personName.trim().toLowerCase() !== desk.actor.name.trim().toLowerCase()

const OWN = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You looked yourself. Another clinical lead reviews it, here or at the other provider.',
})
const REVIEWED = refused(409, {
  field: '',
  code: 'reviewed',
  message: 'Somebody has already reviewed this look. Nothing of yours is saved.',
})

/** Every look from here and at patients of here. */
export const emergencyLooksShown = view<
  Readonly<Record<never, never>>,
  { readonly kind: 'emergency-looks'; readonly looks: readonly EmergencyLook[] }
>('review-emergency-looks', async ({ tx }) => ({
  kind: 'emergency-looks',
  looks: await emergencyLooks(tx),
}))

export type EmergencyLookPage = {
  readonly kind: 'emergency-look'
  readonly look: EmergencyLook
  readonly isAnothers: boolean
}

/** One of them, with what was shown and when. */
export const emergencyLookPage = view<{ readonly id: string }, EmergencyLookPage>(
  'review-emergency-looks',
  async (desk, { id }) => {
    const asked = uuid(id)
    const look = asked && (await findEmergencyLook(desk.tx, asked))
    if (look === undefined) return notHere('look in an emergency')
    return { kind: 'emergency-look', look, isAnothers: await isAnothers(desk, look) }
  },
)
