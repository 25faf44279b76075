import { accuracyInWords, opinionInWords, restsOnInWords } from '#web/forecast/forecast-words.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { DecisionPage } from '#workflow/decision-page.ts'

type Forecast = NonNullable<DecisionPage['forecast']>

/** The second opinion that stood beside a suggestion, as the person who decided saw it. */
export function ForecastBeside({ forecast }: { readonly forecast: Forecast }) {
  const { shown, ofSaved, modelVersion, replay } = forecast
  return (
    <>
      <h2>Second opinion beside it</h2>
      <SummaryList
        rows={[
          ...shownRows(shown),
          { key: 'Of the dose that was saved', value: opinionInWords(ofSaved) },
          { key: 'Model', value: `version ${modelVersion}` },
          { key: 'Asked again', value: REPLAY[replay] },
        ]}
      />
    </>
  )
}

function shownRows(shown: Forecast['shown']) {
  if (shown === 'not-known') {
    return [{ key: 'Shown', value: 'not known: the page handed nothing back' }]
  }
  const { opinion, ofPerson, ofSite } = shown
  return [
    { key: 'Shown', value: opinionInWords(opinion) },
    ...(opinion.kind === 'forecast'
      ? [{ key: 'What it rested on', value: restsOnInWords(opinion) }]
      : []),
    { key: 'For this patient until then', value: accuracyInWords(ofPerson) },
    { key: 'At this site until then', value: accuracyInWords(ofSite) },
  ]
}

const REPLAY = {
  same: 'The same answer now',
  differs: 'Another answer now: tell your administrator',
  'cannot-be-asked': 'Not asked: by an earlier version of the model, or nothing was shown',
} as const
