import type { ForecastCourse } from '#kinetics/forecast-course.ts'
import type { Planned, SecondOpinion } from '#kinetics/second-opinion.ts'
import type { Accuracy, AccuracySums } from '#kinetics/walk-forward.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A second opinion as it stood on the page, with how well earlier ones had done. */
export type OpinionShown = {
  readonly opinion: SecondOpinion
  readonly ofPerson: Accuracy
  /** Not known before a night's work has counted it. */
  readonly ofSite: Accuracy | 'not-known'
}

/** What the person who decided, or who proposed the dose, had before them, and what it was made of: enough to ask it again. */
export type SeenOpinion = {
  /** Not known when the page handed none back. */
  readonly shown: OpinionShown | 'not-known'
  /** Not known when it could not be made. */
  readonly course: ForecastCourse | 'not-known'
  readonly suggested: Planned
}

/** What is kept of the forecast beside a dose. */
export type KeptForecast = SeenOpinion & {
  readonly saved: Planned
  /** What was foretold for the dose and the test that were saved. */
  readonly ofSaved: SecondOpinion
}

export type FoundForecast = KeptForecast & { readonly modelVersion: string }

/** Keeps the forecast that stood beside a dose; it is never changed. */
export async function addForecast(
  tx: Tx,
  decisionId: string,
  modelVersion: string,
  body: KeptForecast,
): Promise<void> {
  await tx.query(
    `insert into dose_forecast (provider_id, decision_id, model_version, body) values ($1, $2, $3, $4)`,
    [tx.providerId, decisionId, modelVersion, JSON.stringify(body)],
  )
}

/** The forecast that stood beside a dose, if any did. */
export async function findForecast(tx: Tx, decisionId: string): Promise<FoundForecast | undefined> {
  const row = await maybeOne<{ modelVersion: string; body: KeptForecast }>(
    tx,
    `select model_version as "modelVersion", body from dose_forecast
      where provider_id = $1 and decision_id = $2`,
    [tx.providerId, decisionId],
  )
  return row && { ...row.body, modelVersion: row.modelVersion }
}

/** What was foretold for a dose, and the INRs that it rests on. */
export type ForecastInUse = {
  readonly opinion: SecondOpinion
  readonly saved: Planned
  readonly inrs: ForecastCourse['inrs'] | null
}

/** What was foretold for a dose, while this version of the model may be shown here. */
export async function forecastInUse(
  tx: Tx,
  decisionId: string,
  model: { readonly id: string; readonly version: string },
): Promise<ForecastInUse | undefined> {
  return maybeOne<ForecastInUse>(
    tx,
    `select f.body -> 'ofSaved' as opinion, coalesce(f.body -> 'saved', f.body -> 'suggested') as saved, f.body -> 'course' -> 'inrs' as inrs
       from dose_forecast f
      where f.provider_id = $1 and f.decision_id = $2 and f.model_version = $4
        and (select c.found = 'agrees' and c.protocol_version = $4 from protocol_check c
              where c.provider_id = $1 and c.protocol = $3 order by c.sequence desc limit 1)`,
    [tx.providerId, decisionId, model.id, model.version],
  )
}

/** How well forecasts would have done at a site, over the tests of a year until a day. */
export type SiteAccuracy = AccuracySums & {
  readonly onDate: string
  readonly sinceOn: string
  /** The people of whom at least one test was forecast. */
  readonly people: number
}

export async function addSiteAccuracy(
  tx: Tx,
  modelVersion: string,
  { onDate, sinceOn, people, count, within, offTenths, lastOffTenths }: SiteAccuracy,
  at: string,
): Promise<void> {
  await tx.query(
    `insert into forecast_accuracy (provider_id, on_date, model_version, since_on, people, counted, within,
       off_tenths, last_off_tenths, worked_out_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      tx.providerId,
      onDate,
      modelVersion,
      sinceOn,
      people,
      count,
      within,
      offTenths,
      lastOffTenths,
      at,
    ],
  )
}

/** The newest of this version of the model. */
export async function newestSiteAccuracy(
  tx: Tx,
  modelVersion: string,
): Promise<SiteAccuracy | undefined> {
  return maybeOne<SiteAccuracy>(
    tx,
    `select on_date as "onDate", since_on as "sinceOn", people, counted as count, within,
            off_tenths as "offTenths", last_off_tenths as "lastOffTenths"
       from forecast_accuracy
      where provider_id = $1 and model_version = $2 order by on_date desc limit 1`,
    [tx.providerId, modelVersion],
  )
}
