import { londonDay } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHistory } from '#workflow/patient-history.ts'
import { patientIn, samePersonHref } from './address.ts'
import { VersionList } from './version-list.tsx'

/** Every version of a person's record: who, when, why, and what it changed. */
export const patientHistoryPage: PageHandler = async ({ house, caller, params, visitor }) => {
  const history = await patientHistory(house, caller, { patientId: patientIn(params) })
  if (history.kind === 'refused') return refusalPage(history)
  const { patient, versions } = history
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    title: 'Details and their history',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    main: (
      <>
        <BackLink href={home} />
        <h1>History of the details</h1>
        <ButtonGroup>
          <ButtonLink href={`${home}/details`} variant="secondary" small>
            Change details
          </ButtonLink>
          <ButtonLink href={`${home}/standing`} variant="secondary" small>
            Died, left or came back
          </ButtonLink>
          {exists('link-records', visitor.role) && (
            <ButtonLink href={samePersonHref(patient.id)} variant="secondary" small>
              Two records of one person
            </ButtonLink>
          )}
        </ButtonGroup>
        <VersionList versions={versions} />
      </>
    ),
  }
}
