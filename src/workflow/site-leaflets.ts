import { trimAscii } from '#base/typed-text.ts'
import { MEDICINES } from '#register/episode.ts'
import { PUBLISHED_LEAFLETS, type PublishedLeaflet } from '#register/leaflet-catalogue.ts'
import { medicineField, readLeaflet } from '#register/leaflets.ts'
import {
  addLeafletWithdrawal,
  addSiteLeaflet,
  type LeafletWithdrawal,
  leafletWithdrawals,
  type SiteLeaflet,
  siteLeaflets,
} from '#store/leaflets.ts'
import { act, type Done } from './act.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { view } from './view.ts'

/** Every leaflet that is published or the site's own, and which of them are withdrawn here. */
export type LeafletsShown = {
  readonly kind: 'leaflets'
  readonly published: readonly PublishedLeaflet[]
  readonly ours: readonly SiteLeaflet[]
  readonly withdrawn: readonly LeafletWithdrawal[]
}

export const leafletsShown = view<object, LeafletsShown>('manage-leaflets', async ({ tx }) => {
  const [ours, withdrawn] = await Promise.all([siteLeaflets(tx), leafletWithdrawals(tx)])
  return { kind: 'leaflets', published: PUBLISHED_LEAFLETS, ours, withdrawn }
})

const FIELDS = [
  'title',
  'publisher',
  ...MEDICINES.map(medicineField),
  'indication',
  'language',
  'version',
  'address',
] as const satisfies readonly string[]

/** Adds a leaflet that the site hands out: from now on it is offered to whoever has its codes (H15). */
export const addLeaflet = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'manage-leaflets',
  parse: (input) => readTextFields(input, FIELDS),
  perform: async ({ tx, actor, now, newId }, fields) => {
    const read = readLeaflet(fields)
    if (read.kind === 'refused') return refused(422, ...read.findings)
    const [id, at] = [newId(), new Date(now).toISOString()]
    await addSiteLeaflet(tx, { ...read.leaflet, id, by: actor.accountId, at })
    const { medicines, indications, language } = read.leaflet
    return { kind: 'done', subject: id, noted: { medicines, indications, language } }
  },
})

/** Withdraws a leaflet as it is now, published or the site's own: it is offered to nobody here any more; what was given stays on record. */
export const withdrawLeaflet = act<TextFields<'leaflet' | 'reasonText'>, Done>({
  name: 'manage-leaflets',
  parse: (input) => readTextFields(input, ['leaflet', 'reasonText']),
  perform: async ({ tx, actor, now }, { leaflet = '', reasonText = '' }) => {
    const reason = trimAscii(reasonText)
    const known = [...PUBLISHED_LEAFLETS, ...(await siteLeaflets(tx))]
    const version = known.find(({ id }) => id === leaflet)?.version
    if (version === undefined) return notHere('leaflet')
    if (reason === '') return refusedField('reasonText', 'required', 'Say why it is withdrawn.')
    const at = new Date(now).toISOString()
    const entry = { leafletId: leaflet, version, reason, by: actor.accountId, at }
    if (!(await addLeafletWithdrawal(tx, entry))) return WITHDRAWN_ALREADY
    return { kind: 'done', noted: { leaflet, version } }
  },
})

const WITHDRAWN_ALREADY = refused(409, {
  field: '',
  code: 'withdrawn-already',
  message: 'This leaflet is withdrawn already.',
})
