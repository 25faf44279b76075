import type { SurveyOutcome, SurveySample } from '#clinical/meter-survey.ts'
import type { Tx } from './tx.ts'

export type SurveyRecord = {
  readonly id: string
  readonly meterKey: string
  readonly scheme: string
  readonly survey: string
  readonly doneOn: string
  readonly samples: readonly SurveySample[]
  readonly outcome: SurveyOutcome
  readonly note: string
}

export type ShownSurvey = SurveyRecord & {
  readonly byName: string
  readonly at: number
  /** What was done about it; null where nothing is on record. */
  readonly action: string | null
  readonly actionOn: string | null
}

/** The surveys of every meter, or of one, the newest first. */
export async function surveysOf(tx: Tx, meterKey: string | null, most: number) {
  return tx.query<ShownSurvey>(
    `select v.id, v.meter_key as "meterKey", v.scheme, v.survey, v.done_on as "doneOn", v.samples, v.outcome, v.note, v.at,
            s.name as "byName", a.what as action, a.done_on as "actionOn"
       from eqa_survey v
       join staff s on s.provider_id = v.provider_id and s.account_id = v.by
       left join eqa_action a on a.provider_id = v.provider_id and a.survey_id = v.id
      where v.provider_id = $1 and ($2::text is null or v.meter_key = $2)
      order by v.done_on desc, v.at desc, v.id limit $3`,
    [tx.providerId, meterKey, most],
  )
}

type Written = { readonly by: string; readonly at: string }

/** Writes a survey down; answers false where the meter has one of that name. */
export async function addSurvey(
  tx: Tx,
  survey: SurveyRecord & { readonly meterVersion: number },
  { by, at }: Written,
): Promise<boolean> {
  const { id, meterKey, meterVersion, scheme, doneOn, samples, outcome, note } = survey
  const added = await tx.query(
    `insert into eqa_survey (provider_id, id, meter_key, meter_version, scheme, survey, done_on, samples, outcome, note, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
    [
      tx.providerId,
      id,
      meterKey,
      meterVersion,
      scheme,
      survey.survey,
      doneOn,
      JSON.stringify(samples),
      outcome,
      note,
      by,
      at,
    ],
  )
  return added.length === 1
}

/** Writes down what was done about a survey; answers false where that stands already. */
export async function addSurveyAction(
  tx: Tx,
  action: { readonly surveyId: string; readonly what: string; readonly doneOn: string },
  { by, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into eqa_action (provider_id, survey_id, what, done_on, by, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning survey_id`,
    [tx.providerId, action.surveyId, action.what, action.doneOn, by, at],
  )
  return added.length === 1
}
