import { FORECAST } from '#web/forecast/addresses.ts'
import { accuracyInWords, opinionInWords, restsOnInWords } from '#web/forecast/forecast-words.ts'
import type { Suggested } from '#workflow/suggest-dose.ts'

/** The forecast beside the suggested dose, where the site has it on: by another way of reckoning, and never a dose. */
export function SecondOpinion({ shown }: { readonly shown: Suggested['secondOpinion'] }) {
  if (shown === 'off') return null
  const { opinion, ofPerson, ofSite, handBack } = shown
  return (
    <section aria-labelledby="second-opinion">
      <input type="hidden" name="secondOpinion" value={handBack} />
      <h3 id="second-opinion">Second opinion: forecast of the next INR</h3>
      <p>{opinionInWords(opinion)}</p>
      {opinion.kind === 'forecast' && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          <li>Rests on {restsOnInWords(opinion)}</li>
          <li>For this patient so far: {accuracyInWords(ofPerson)}</li>
          <li>At this site: {accuracyInWords(ofSite)}</li>
        </ul>
      )}
      <p className="nhsuk-hint">
        The dose is the protocol’s and does not follow from this. The model is not verified on real
        patients. <a href={FORECAST}>What it is, and when it is not shown</a>
      </p>
    </section>
  )
}
