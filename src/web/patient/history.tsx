import { clinicalDate, day } from '#base/day.ts'
import type { SecondOpinion } from '#kinetics/second-opinion.ts'
import { InrChart } from '#web/charts/inr-chart.tsx'
import { InrTable } from '#web/charts/inr-table.tsx'
import { farAheadInWords, opinionInWords, restsOnInWords } from '#web/forecast/forecast-words.ts'
import type { Course, PatientPage } from '#workflow/patient-page.ts'
import { chartHistory, visitRows } from './visit-rows.tsx'

type Props = {
  readonly page: PatientPage
  readonly course: Course
  /** Of the dose that is suggested, or else of the dose in force; nothing where the site has it off. */
  readonly foretold: SecondOpinion | undefined
}

/** What has been: the chart and the last visits. A forecast stands on the chart; of the dose in force also below it in words. */
export function History({ page, course, foretold }: Props) {
  const { history, lastVisits } = course
  return (
    <>
      {history.length > 0 && (
        <InrChart {...chartHistory(course, page.today)} forecast={pointOf(foretold)} />
      )}
      {course.foretold !== undefined && course.foretold.opinion === foretold && (
        <Foretold {...course.foretold} />
      )}
      <InrTable rows={visitRows(lastVisits, history, page.may.correct)} caption="Last visits" />
      <p>
        <a href={`/patients/${page.patient.id}/visits`}>All visits of this treatment</a>
      </p>
    </>
  )
}

function Foretold({ opinion, madeOn }: NonNullable<Course['foretold']>) {
  return (
    <p>
      <strong>Second opinion of {clinicalDate(madeOn)}:</strong> {opinionInWords(opinion)}
      {opinion.kind === 'forecast' &&
        ` ${farAheadInWords(opinion, madeOn)}It rests on ${restsOnInWords(opinion)} The model is not verified on real patients, and no dose follows from it.`}
    </p>
  )
}

function pointOf(foretold: SecondOpinion | undefined) {
  if (foretold?.kind !== 'forecast') return undefined
  return { ...foretold, on: day(foretold.testOn) }
}
