import { type LeafletOffer, leafletInWords } from '#register/leaflets.ts'
import { MEDICINE_WORDS } from '#register/plan-words.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { EducationPage } from '#workflow/teaching-page.ts'

/** The leaflets that may be handed over now, those for the codes of each plan alone; where there is none, what to do. */
export function LeafletFields(props: {
  readonly page: EducationPage
  readonly values: readonly string[]
  readonly error: string | undefined
}) {
  const { page, values, error } = props
  const choices = new Map(
    page.offered
      .flatMap(({ offer }) => leavesOf(offer))
      .map((leaflet) => [
        leaflet.id,
        {
          value: leaflet.id,
          text: leafletInWords(leaflet),
          hint:
            leaflet.address === '' ? undefined : (
              <a href={leaflet.address}>
                At its publisher<span className="nhsuk-u-visually-hidden">: {leaflet.title}</span>
              </a>
            ),
        },
      ]),
  )
  return (
    <>
      {choices.size > 0 && (
        <Checkboxes
          id="leaflets"
          name="leaflets"
          legend={{ text: 'Leaflets given now', size: 's' }}
          hint="Those for this patient's medicine, indication and language"
          small
          values={values}
          error={error}
          choices={[...choices.values()]}
        />
      )}
      {page.offered
        .filter(({ says }) => says !== '')
        .map(({ episodeId, says }) => (
          <InsetText key={episodeId}>
            <p>{says}</p>
          </InsetText>
        ))}
    </>
  )
}

const leavesOf = (offer: LeafletOffer) => (offer.kind === 'none' ? [] : offer.leaflets)

/** What was handed over in a lesson, each as it was then. */
export function LeafletsGiven(props: {
  readonly given: EducationPage['given']
  readonly lessonId: string
}) {
  const ofLesson = props.given.filter(({ lessonId }) => lessonId === props.lessonId)
  if (ofLesson.length === 0) return <>None</>
  return (
    <ul className="nhsuk-list">
      {ofLesson.map(({ medicine, leaflet }) => (
        <li key={`${medicine} ${leaflet.id}`}>
          For {MEDICINE_WORDS[medicine]}: {leafletInWords(leaflet)}
        </li>
      ))}
    </ul>
  )
}
