import { uuid } from '#base/ids.ts'
import { isListed } from '#clinical/device-name.ts'
import { METER_MODEL_IDS } from '#clinical/meter-models.ts'
import type { LadderSettings } from '#recall/escalation.ts'
import { addSettings } from '#store/settings.ts'
import { findStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import { LADDER_FIELDS, typedLadder } from './ladder-typed.ts'
import { changedMeanwhile, type Finding, type Parsed, refusedField } from './outcome.ts'
import { mayBeSafetyOfficer } from './safety-officer.ts'
import { newestSiteRules, type SiteSettings } from './site-rules.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** What one person may set: stopped lots and meters, how long a referral waits, whom an open task calls, and who the safety officer is. */
type SiteChoice = {
  /** The version of the settings that was on the page. */
  readonly seenVersion: number
  readonly referralMinutes: number
  readonly blockedLots: readonly string[]
  readonly advisoryLots: readonly string[]
  readonly stoppedMeters: readonly string[]
  /** The meters whose model is known; undefined leaves them as they are. */
  readonly meters: SiteSettings['meters'] | undefined
  /** An account; null names nobody; undefined leaves it as it is. */
  readonly safetyOfficer: string | null | undefined
  /** Undefined leaves the ladders as they are. */
  readonly ladder: LadderSettings | undefined
}

/** Sets what one person may set. The rules stay exactly as they are: two people change those (H10). */
export const setSiteSettings = act<SiteChoice, Done>({
  name: 'manage-settings',
  parse: parseChoice,
  perform: async ({ tx, now, actor }, { seenVersion, safetyOfficer, meters, ladder, ...rest }) => {
    const { version, stored } = await newestSiteRules(tx)
    if (version !== seenVersion) return changedMeanwhile('the settings of this site')
    const officer = safetyOfficer === undefined ? stored.safetyOfficer : safetyOfficer
    if (
      officer !== null &&
      officer !== stored.safetyOfficer &&
      !(await isClinicianHere(tx, officer))
    )
      return noClinician
    const kept = { ladder: ladder ?? stored.ladder, meters: meters ?? stored.meters }
    const site = { ...rest, safetyOfficer: officer, ...kept }
    const entry = {
      version: version + 1,
      settings: { ...stored, ...site },
      proposalId: null,
      setBy: actor.accountId,
      setAt: new Date(now).toISOString(),
    }
    if (!(await addSettings(tx, entry))) return changedMeanwhile('the settings of this site')
    return { kind: 'done', noted: { version: version + 1 } }
  },
})

/** A clinical safety officer is a clinician: whoever may close the review of an alert, and works here. */
async function isClinicianHere(tx: Tx, accountId: string): Promise<boolean> {
  const member = await findStaff(tx, accountId)
  return member?.active === true && mayBeSafetyOfficer(member)
}

const noClinician = refusedField(
  'safetyOfficer',
  'no-clinician',
  'The clinical safety officer is a nurse, pharmacist, prescriber or clinical lead who works here. Choose one of them.',
)

/** The field of the meters of each model. */
const METER_FIELDS = METER_MODEL_IDS.map((id) => `meters-${id}` as const)

const FIELDS = [
  'version',
  'referralMinutes',
  'blockedLots',
  'advisoryLots',
  'stoppedMeters',
  'safetyOfficer',
  ...LADDER_FIELDS,
  ...METER_FIELDS,
] as const

const WHOLE = /^\d{1,4}$/
const SHORTEST_REFERRAL = 15
const LONGEST_REFERRAL = 1440
const LONGEST_NAME = 60

function parseChoice(input: unknown): Parsed<SiteChoice> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { value: typed } = read
  const findings: Finding[] = []
  const minutes = WHOLE.test(typed.referralMinutes ?? '') ? Number(typed.referralMinutes) : 0
  if (minutes < SHORTEST_REFERRAL || minutes > LONGEST_REFERRAL) findings.push(NO_MINUTES)
  const lines = (field: 'blockedLots' | 'advisoryLots' | 'stoppedMeters') =>
    linesOf(field, typed[field] ?? '', findings)
  const lists = {
    blockedLots: lines('blockedLots'),
    advisoryLots: lines('advisoryLots'),
    stoppedMeters: lines('stoppedMeters'),
  }
  const ladder = typedLadder(typed, findings)
  const meters = metersIn(typed, findings)
  if (findings.length > 0) return { kind: 'refused', findings }
  const seenVersion = WHOLE.test(typed.version ?? '') ? Number(typed.version) : -1
  const safetyOfficer = officerIn(typed.safetyOfficer)
  const value = { seenVersion, referralMinutes: minutes, ...lists, safetyOfficer, meters, ladder }
  return { kind: 'parsed', value }
}

/** Each meter is of one model: its range is that model's, and nobody should have to guess which (H06). */
function metersIn(
  typed: TextFields<(typeof METER_FIELDS)[number]>,
  findings: Finding[],
): SiteChoice['meters'] {
  if (METER_FIELDS.every((field) => typed[field] === undefined)) return undefined
  const meters: SiteSettings['meters'] = []
  for (const model of METER_MODEL_IDS) {
    const field = `meters-${model}` as const
    for (const name of linesOf(field, typed[field] ?? '', findings)) {
      const other = meters.find((listed) => isListed([listed.name], name))
      if (other !== undefined && other.model !== model) {
        const message = `${name} is written under two models. Leave it under the one that it is.`
        findings.push({ field, code: 'two-models', message })
      }
      meters.push({ name, model })
    }
  }
  return meters
}

/** What is no account is nobody's, and refused like one who does not work here. */
function officerIn(typed: string | undefined): string | null | undefined {
  if (typed === undefined) return undefined
  return typed === '' ? null : (uuid(typed) ?? NOBODY)
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

const NO_MINUTES: Finding = {
  field: 'referralMinutes',
  code: 'minutes',
  message: `Enter how long a referred result may wait, in whole minutes from ${SHORTEST_REFERRAL} to ${LONGEST_REFERRAL}.`,
}

/** One name a line, as it stands on the box or the meter. */
function linesOf(field: string, text: string, findings: Finding[]): readonly string[] {
  const names = text.split('\n').map((line) => line.trim())
  if (names.some((name) => name.length > LONGEST_NAME)) {
    const message = `Write one lot or meter a line, each of no more than ${LONGEST_NAME} characters.`
    findings.push({ field, code: 'too-long', message })
  }
  return [...new Set(names.filter((name) => name !== ''))]
}
