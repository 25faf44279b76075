import { clinicalDate, day } from '#base/day.ts'
import { findClinicPack, newestClinicPacks } from '#store/clinic-packs.ts'
import { notHere } from './outcome.ts'
import { type PackStanding, packStanding } from './pack-standing.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type PackList = {
  readonly kind: 'packs'
  readonly today: string
  readonly standing: PackStanding
  readonly packs: readonly {
    readonly id: string
    readonly forOn: string
    readonly patients: number
    readonly madeAt: number
  }[]
}

const SHOWN = 14

/** The packs made last. */
export const clinicPacks = view<undefined, PackList>(
  'print-clinic-pack',
  async ({ tx, today, now }) => ({
    kind: 'packs',
    today,
    standing: await packStanding(tx, now),
    packs: await newestClinicPacks(tx, SHOWN),
  }),
)

export type PackSheets = {
  readonly kind: 'sheets'
  readonly pdf: Uint8Array
  readonly fileName: string
}

/** The sheets of one pack. */
export const clinicPack = view<string, PackSheets>('print-clinic-pack', async ({ tx }, id) => {
  const pack = await findClinicPack(tx, idTyped(id))
  if (pack === undefined) return notHere('clinic pack')
  return {
    kind: 'sheets',
    pdf: pack.pdf,
    fileName: `clinic-pack-${clinicalDate(day(pack.forOn))}.pdf`,
  }
})
