import type { Role } from '#access/policy.ts'
import { linksWaiting } from '#store/record-links.ts'
import { does, guestNow, leaves, type Step, type Story } from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { comesOnDoac, isPlanned, startsDoac } from './demonstration-starts.ts'
import { details, type Fields } from './virtual-clinic.ts'

/** The same person is registered again, without a number, and somebody notices. */
const isRegisteredTwice: Step = async (scene) => {
  const known = await guestNow(scene)
  if (known === undefined) return
  const { nhsNumber: _, ...again } = details(scene.guest, scene.years.open.site.enrolling)
  const second = await does(scene, 'receptionist', 'register-patient', {
    ...again,
    nhsAbsentReason: 'not-traced',
    differentFrom: known.patient.id,
    differentBecause: 'other',
    differentNote: 'Says that this is the first visit here',
  })
  if (second.kind === 'refused') return
  const proposed = {
    patientId: known.patient.id,
    other: second.patientId ?? '',
    keeps: 'this',
    reason: 'registered-twice',
    note: 'Same address and telephone; the patient says that it is one person',
  }
  await does(scene, 'nurse', 'propose-link', proposed, LINKED_AT)
}
const LINKED_AT = 830

const ofLink =
  (role: Role, act: string, fields: Fields): Step =>
  async (scene) => {
    const known = await guestNow(scene)
    const links = await lookUp(scene.years, linksWaiting)
    const link = links.find(({ keepsId }) => keepsId === known?.patient.id)
    if (link === undefined) return
    await does(scene, role, act, { linkId: link.linkId, version: `${link.step}`, ...fields })
  }

/** Two records of one person, a plan that is not started. */
export const RECORDS: readonly Story[] = [
  {
    told: { crookes: 0, loxley: 110 },
    steps: [
      [-50, comesOnDoac()],
      [-1, isRegisteredTwice],
      [
        3,
        ofLink('pharmacist', 'settle-link', {
          note: 'Compared both records',
          decision: 'confirmed',
        }),
      ],
      [
        4,
        ofLink('prescriber', 'review-link', {
          note: 'Nothing was entered on the second record',
          read: 'yes',
        }),
      ],
      [80, leaves],
    ],
  },
  {
    told: { crookes: 0, loxley: 0 },
    steps: [
      [-2, isPlanned()],
      [4, startsDoac],
      [100, leaves],
    ],
  },
]
