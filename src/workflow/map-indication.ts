import { indicationOf } from '#clinical/indications.ts'
import { addMapping, fillIndication, findMapping } from '#store/indication-mappings.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Parsed, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Mapping = { readonly sourceText: string; readonly indication: string }

/** A person says which concept another product's words mean; the unverified plans with these words take it. */
export const mapIndication = act<Mapping, Done & { readonly episodes: number }>({
  name: 'map-indication',
  parse: parseMapping,
  perform: async ({ tx, actor, now }, { sourceText, indication }) => {
    const concept = indicationOf(indication)
    if (concept === undefined) return refusedField('indication', 'not-a-choice', CHOOSE)
    const before = await findMapping(tx, sourceText)

    const by = actor.accountId
    const at = new Date(now).toISOString()
    const version = (before?.version ?? 0) + 1
    const mapping = { sourceText, indication, version, mappedBy: by, mappedAt: at }
    if (!(await addMapping(tx, mapping))) return changedMeanwhile('the meaning of these words')

    const reason = `Indication of the export mapped to: ${concept.label}`
    const episodes = await fillIndication(tx, { sourceText, indication, by, at, reason })
    return { kind: 'done', episodes, noted: { indication, version, episodes } }
  },
})

const CHOOSE = 'Choose what these words mean.'

function parseMapping(input: unknown): Parsed<Mapping> {
  const read = readTextFields(input, ['sourceText', 'indication'])
  if (read.kind === 'refused') return read
  const { sourceText = '', indication = '' } = read.value
  if (sourceText !== '' && indication !== '') {
    return { kind: 'parsed', value: { sourceText, indication } }
  }
  return {
    kind: 'refused',
    findings: [{ field: 'indication', code: 'required', message: CHOOSE }],
  }
}
