import { addDays, clinicalInstant, type Day } from '#base/day.ts'
import { type InspectionPack, printInspectionPack } from '#print/inspection-pack.ts'
import { workDone } from '#store/inspection-facts.ts'
import { thisProvider } from '#store/providers.ts'
import type { Desk } from './desk.ts'
import { absencesPart, recallPart, registerPart, reviewsPart } from './inspection-register.ts'
import {
  auditPart,
  contractPart,
  eventsPart,
  licencesPart,
  metersPart,
  peoplePart,
  returnsPart,
  transfersPart,
} from './inspection-service.ts'
import { view } from './view.ts'

export type InspectionShown = { readonly kind: 'inspection'; readonly pack: InspectionPack }

/** @technical The evidence is of a year. */
const A_YEAR_DAYS = 365

async function packOf(desk: Desk): Promise<InspectionPack> {
  const { tx, today, now, actor } = desk
  const from: Day = addDays(today, -A_YEAR_DAYS)
  const done = await workDone(tx, from, today)
  const parts = [
    await contractPart(desk),
    await registerPart(desk),
    await recallPart(desk, done),
    await absencesPart(desk),
    await reviewsPart(desk, done),
    await peoplePart(desk),
    await licencesPart(desk),
    ...(await metersPart(desk, done)),
    await eventsPart(desk, from, today),
    await returnsPart(desk, from),
    await transfersPart(desk),
    await auditPart(desk),
  ]
  const provider = (await thisProvider(tx))?.name ?? ''
  const made = { madeAt: now, asAt: clinicalInstant(now), madeBy: actor.name }
  return { provider, from, until: today, ...made, parts }
}

/** Everything that an inspector asks of the service, read from its records now (F4). No patient is named. */
export const inspectionShown = view<object, InspectionShown>(
  'see-inspection',
  async (desk) => ({ kind: 'inspection', pack: await packOf(desk) }),
  () => ({ subject: 'evidence for an inspection' }),
)

export type InspectionFile = { readonly kind: 'inspection-file'; readonly bytes: Uint8Array }

/** The same as one PDF, to be taken out. */
export const inspectionFile = view<object, InspectionFile>('see-inspection', async (desk) => ({
  kind: 'inspection-file',
  bytes: await printInspectionPack(await packOf(desk)),
}))
