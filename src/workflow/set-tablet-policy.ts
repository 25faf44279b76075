import { STRENGTHS } from '#clinical/tablets.ts'
import type { TabletPolicy } from '#register/tablet-policy.ts'
import { addSettings } from '#store/settings.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Parsed } from './outcome.ts'
import { newestSiteRules } from './site-rules.ts'
import { readTextFields } from './text-fields.ts'

type Choice = { readonly seenVersion: number; readonly policy: TabletPolicy }

/**
 * Sets which tablets the site prescribes from. Plans that stand stay as they are; a new or changed one that differs
 * needs a reason. No rule of a dose is among these.
 */
export const setTabletPolicy = act<Choice, Done>({
  name: 'manage-settings',
  parse: parseChoice,
  perform: async ({ tx, now, actor }, { seenVersion, policy }) => {
    const { version, stored } = await newestSiteRules(tx)
    if (version !== seenVersion) return changedMeanwhile('the settings of this site')
    const entry = {
      version: version + 1,
      settings: { ...stored, tabletPolicy: policy },
      proposalId: null,
      setBy: actor.accountId,
      setAt: new Date(now).toISOString(),
    }
    if (!(await addSettings(tx, entry))) return changedMeanwhile('the settings of this site')
    return { kind: 'done', noted: { version: version + 1, tabletPolicy: policy } }
  },
})

const FIELDS = [
  'version',
  'halves',
  'lookAlikes',
  ...STRENGTHS.map((strength) => `tablet-${strength}` as const),
] as const

const WHOLE = /^\d{1,6}$/

function parseChoice(input: unknown): Parsed<Choice> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { value: typed } = read
  const strengths = STRENGTHS.filter((strength) => (typed[`tablet-${strength}`] ?? '') !== '')
  if (strengths.length === 0) {
    const message = 'Choose at least one strength.'
    return { kind: 'refused', findings: [{ field: 'strengths', code: 'required', message }] }
  }
  const policy = {
    strengths,
    halves: typed.halves === 'yes',
    lookAlikes: typed.lookAlikes === 'yes',
  }
  const seenVersion = WHOLE.test(typed.version ?? '') ? Number(typed.version) : -1
  return { kind: 'parsed', value: { seenVersion, policy } }
}
