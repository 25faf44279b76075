import { FORECAST } from '#web/forecast/addresses.ts'
import {
  accuracyInWords,
  farAheadInWords,
  opinionInWords,
  restsOnInWords,
} from '#web/forecast/forecast-words.ts'
import { Details } from '#web/parts/details.tsx'
import type { Suggested } from '#workflow/suggest-dose.ts'

/** The forecast beside the suggested dose, where the site has it on: by another way of reckoning, and never a dose. */
export function SecondOpinion({ suggested }: { readonly suggested: Suggested }) {
  const { secondOpinion: shown, suggestion } = suggested
  if (shown === 'off') return null
  const { today } = suggestion.inputs
  const isDosed = suggestion.advice.kind === 'dose'
  const { opinion, ofPerson, ofSite, handBack } = shown
  return (
    <section aria-labelledby="second-opinion">
      <input type="hidden" name="secondOpinion" value={handBack} />
      <h3 id="second-opinion">Second opinion: forecast of the next INR</h3>
      <p>
        {opinionInWords(opinion)} {opinion.kind === 'forecast' && farAheadInWords(opinion, today)}
      </p>
      <p className="nhsuk-hint">
        {isDosed && 'The dose is the protocol’s and does not follow from this. '}The model is not
        verified on real patients.
      </p>
      {opinion.kind === 'forecast' ? (
        <Details summary="How well it did so far, and what it rests on">
          <ul className="nhsuk-list nhsuk-list--bullet">
            <li>Had it been asked so far, for this patient: {accuracyInWords(ofPerson)}</li>
            <li>Had it been asked at this site: {accuracyInWords(ofSite)}</li>
            <li>Rests on {restsOnInWords(opinion)}</li>
          </ul>
          {WHAT_IT_IS}
        </Details>
      ) : (
        <p>{WHAT_IT_IS}</p>
      )}
    </section>
  )
}

const WHAT_IT_IS = <a href={FORECAST}>What it is, and when it is not shown</a>
