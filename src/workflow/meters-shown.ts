import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { isListed } from '#clinical/device-name.ts'
import {
  type ControlRule,
  controlDueOn,
  controlRuleOn,
  type MeterStop,
  meterStop,
} from '#clinical/meter-control.ts'
import {
  type ControlRecord,
  controlsOfMeter,
  type KnownMeter,
  lastControl,
  lastPassedAt,
  meterHistory,
} from '#store/meters.ts'
import { type LotResult, resultsMeasured, stripLotsHere } from '#store/strip-lots.ts'
import { type ShownSurvey, surveysOf } from '#store/surveys.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { meterFacts, meterRegister } from './meter-register.ts'
import { notHere } from './outcome.ts'
import { newestSiteRules, type SiteRules } from './site-rules.ts'
import { isStoppedByName } from './sound-device.ts'
import { view } from './view.ts'

export type MeterShown = KnownMeter & {
  /** Why no dose rests on it today: by its controls, or by name in the settings of the site; null where one may. */
  readonly stop: MeterStop | 'stopped-by-site' | null
  /** When the next control is due; null where none is asked for. */
  readonly dueOn: Day | 'now' | null
}

export type MetersShown = {
  readonly kind: 'meters'
  readonly today: Day
  /** The version of the settings, for whoever changes them. */
  readonly version: number
  /** How often a control is asked for: today, and every change there was or is to come. */
  readonly rule: ControlRule | null
  readonly rules: readonly ControlRule[]
  readonly meters: readonly MeterShown[]
  readonly lots: Awaited<ReturnType<typeof stripLotsHere>>
  /** The control recorded last: its vial and strips are likely still in use. */
  readonly lastControl: ControlRecord | null
  readonly may: {
    readonly control: boolean
    readonly manage: boolean
    readonly release: boolean
    readonly survey: boolean
  }
}

/** Every meter with what its controls say today, the lots of strips, and how often a control is asked for (H06). */
export const metersShown = view<Readonly<Record<never, never>>, MetersShown>(
  'see-meters',
  async (desk) => {
    const { tx, today } = desk
    const [{ version, rules }, register, lots, last] = await Promise.all([
      newestSiteRules(tx),
      meterRegister(tx, today),
      stripLotsHere(tx),
      lastControl(tx),
    ])
    const { controlRules } = rules
    const meters = register.meters
      .map((meter) => shown(meter, rules, today))
      .toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name))
    return {
      kind: 'meters',
      today,
      version,
      rule: controlRuleOn(controlRules, today) ?? null,
      rules: controlRules,
      meters,
      lots: lots.map((lot) => withListed(lot, rules)),
      lastControl: last ?? null,
      may: mayNow(desk),
    }
  },
)

const order = ({ stop }: MeterShown): number => (stop === 'withdrawn' ? 1 : 0)

function shown(meter: KnownMeter, site: SiteRules, today: Day): MeterShown {
  const facts = meterFacts(meter)
  const byName = isStoppedByName(site, meter.name, meter) ? 'stopped-by-site' : null
  const stop = meterStop(facts, site.controlRules, { on: today, at: null }) ?? byName
  return { ...meter, stop, dueOn: controlDueOn(facts, site.controlRules, today) }
}

/** A lot that may be used by the register and not by the list of the site is blocked. */
const withListed = (lot: Lot, { blockedLots }: SiteRules): Lot =>
  lot.standing === 'usable' && isListed(blockedLots, lot.lot)
    ? { ...lot, standing: 'blocked', reason: 'Listed in the settings of the site' }
    : lot

type Lot = MetersShown['lots'][number]

const mayNow = ({ actor, today }: Desk): MetersShown['may'] => ({
  control: permission('record-control', actor, today).kind === 'allowed',
  manage: permission('manage-meters', actor, today).kind === 'allowed',
  release: permission('release-meters', actor, today).kind === 'allowed',
  survey: permission('record-survey', actor, today).kind === 'allowed',
})

export type MeterPage = {
  readonly kind: 'meter-page'
  readonly today: Day
  readonly meter: MeterShown
  readonly history: Awaited<ReturnType<typeof meterHistory>>
  readonly controls: Awaited<ReturnType<typeof controlsOfMeter>>
  /** What it measured since a control last passed; null for whoever may not see who is counted. */
  readonly measured: readonly LotResult[] | null
  /** Its surveys of external quality assessment, the newest first. */
  readonly surveys: readonly ShownSurvey[]
  readonly may: MetersShown['may']
}

/** @technical How many controls a page shows. */
const CONTROLS_SHOWN = 14
/** @technical Three years of them. */
const SURVEYS_SHOWN = 12

/** One meter: its controls, what has happened to it, and what it measured since a control last passed. */
export const meterPage = view<{ readonly meter: string }, MeterPage>(
  'see-meters',
  async (desk, asked) => {
    const { tx, today, actor } = desk
    const { rules } = await newestSiteRules(tx)
    const { meters } = await meterRegister(tx, today)
    const meter = meters.find(({ key }) => key === asked.meter)
    if (meter === undefined) return notHere('meter')
    const maySee = permission('see-counted-people', actor, today).kind === 'allowed'
    const [history, controls, measured, surveys] = await Promise.all([
      meterHistory(tx, meter.key),
      controlsOfMeter(tx, meter.key, CONTROLS_SHOWN),
      maySee ? measuredSince(tx, meter.key, today) : null,
      surveysOf(tx, meter.key, SURVEYS_SHOWN),
    ])
    const facts = { meter: shown(meter, rules, today), history, controls, measured, surveys }
    return { kind: 'meter-page', today, ...facts, may: mayNow(desk) }
  },
)

async function measuredSince(tx: Tx, key: string, today: Day): Promise<readonly LotResult[]> {
  const passed = await lastPassedAt(tx, key, today)
  const after = passed === undefined ? null : new Date(passed).toISOString()
  return resultsMeasured(tx, { by: 'meter', key, after })
}
