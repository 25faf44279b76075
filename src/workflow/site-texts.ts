import { INITIATION_ALARM_TITLES } from '#clinical/initiation/initiation-alarms.ts'
import { ALARMS } from '#clinical/warfarin/alarm-actions.ts'
import { type AlarmText, alarmTexts, textsInForce } from '#store/alarm-texts.ts'
import type { Suggestion } from '#store/decisions.ts'
import type { Tx } from '#store/tx.ts'
import { view } from './view.ts'

export type { AlarmText }

/** What the site says beside the published actions of a suggestion; nothing beside a dose. */
export async function siteTextsOf(
  tx: Tx,
  { advice }: Pick<Suggestion, 'advice'>,
): Promise<readonly AlarmText[]> {
  if (advice.kind !== 'alarm') return []
  return textsInForce(
    tx,
    advice.alarms.map(({ code }) => code),
  )
}

/** An alarm beside which a site may say something. */
export type TextedAlarm = {
  readonly code: string
  readonly title: string
  /** The published action; null where it is made of the day and the table of a start. */
  readonly action: string | null
}

/** Every alarm that stands in the place of a dose. */
export const TEXTED_ALARMS: readonly TextedAlarm[] = [
  ...Object.values(ALARMS).map(({ code, title, action }) => ({ code, title, action })),
  ...Object.entries(INITIATION_ALARM_TITLES).map(([code, title]) => ({
    code,
    title,
    action: null,
  })),
]

export type SiteTextsShown = {
  readonly kind: 'site-texts'
  readonly alarms: readonly TextedAlarm[]
  /** Every version of every text, newest first. */
  readonly texts: readonly AlarmText[]
  readonly me: string
}

/** The texts of this site beside its alarms, open to everybody who meets them. */
export const siteTextsShown = view<Readonly<Record<never, never>>, SiteTextsShown>(
  'see-rules',
  async ({ tx, actor }) => ({
    kind: 'site-texts',
    alarms: TEXTED_ALARMS,
    texts: await alarmTexts(tx),
    me: actor.accountId,
  }),
)
