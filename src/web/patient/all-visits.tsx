import { clinicalDate, londonDay } from '#base/day.ts'
import { InrTable } from '#web/charts/inr-table.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { allVisits, type VisitedCourse } from '#workflow/all-visits.ts'
import { bannerOf } from './banner.tsx'
import { earlierHref } from './earlier-result.tsx'
import { visitRows } from './visit-rows.tsx'

/** GET /patients/:id/visits - every visit of every course of treatment. */
export const allVisitsPage: PageHandler = async ({ house, caller, params }) => {
  const found = await allVisits(house, caller, { patientId: params['patientId'] ?? '' })
  if (found.kind === 'refused') return refusalPage(found)
  const { patient, courses, mayCorrect, mayAdd } = found
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    title: 'All visits',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    main: (
      <>
        <BackLink href={home} />
        <h1>All visits</h1>
        {mayAdd && (
          <p>
            <a href={earlierHref(patient.id)}>Add an earlier result</a>
          </p>
        )}
        {courses.length === 0 && <p>No INR has been recorded.</p>}
        {courses.map((course) => (
          <Visits key={course.episode.id} course={course} mayCorrect={mayCorrect} />
        ))}
      </>
    ),
  }
}

function Visits(props: { readonly course: VisitedCourse; readonly mayCorrect: boolean }) {
  const { episode, visits } = props.course
  const heading = courseInWords(props.course)
  return (
    <section aria-labelledby={episode.id}>
      <h2 id={episode.id} className="nhsuk-heading-m">
        {heading}
      </h2>
      <InrTable
        rows={visitRows(visits, [...visits].reverse(), props.mayCorrect)}
        caption={heading}
      />
    </section>
  )
}

function courseInWords({ episode: { plan, phase }, visits }: VisitedCourse): string {
  const medicine = plan.medicine ?? 'Medicine not known'
  const since =
    plan.startedOn === null ? 'start not known' : `since ${clinicalDate(plan.startedOn)}`
  const count = `${visits.length} ${visits.length === 1 ? 'visit' : 'visits'}`
  const named = `${medicine.slice(0, 1).toUpperCase()}${medicine.slice(1)}, ${since}`
  return phase === 'ended' ? `${named}, ended: ${count}` : `${named}: ${count}`
}
