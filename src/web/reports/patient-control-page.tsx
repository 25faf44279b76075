import { londonDay } from '#base/day.ts'
import { FLAGS } from '#clinical/clinic-on-day.ts'
import type { Flag } from '#clinical/control.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { type PatientControl, patientControl } from '#workflow/patient-control.ts'
import { patientControlHref } from './addresses.ts'
import {
  asAtInWords,
  FLAG_ANSWER_WORDS,
  FLAG_WORDS,
  PLACE_WORDS,
  periodInWords,
} from './figure-words.ts'
import { LeftOutTable } from './left-out-table.tsx'
import { MethodTable } from './method-table.tsx'
import { PeriodForm } from './period-form.tsx'
import { ShareBars } from './share-bars.tsx'

/** How well one person was controlled in any period. */
export const patientControlPage: PageHandler = async ({ house, caller, params, query }) => {
  const patientId = params['patient'] ?? ''
  const typed = Object.fromEntries(query)
  const control = await patientControl(house, caller, { patientId, asked: typed })
  if (control.kind === 'refused') return refusalPage(control)
  const { patient, today, figures } = control
  return {
    kind: 'page',
    status: figures.kind === 'refused' ? figures.status : 200,
    title: 'Control',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: figures.kind === 'refused' ? figures.findings : [],
    main: (
      <>
        <h1>Control</h1>
        <PeriodForm
          path={patientControlHref(patient.id)}
          today={londonDay(house.clock())}
          asked={figures.kind === 'refused' ? undefined : figures.asked}
          typed={typed}
          findings={figures.kind === 'refused' ? figures.findings : []}
        />
        {figures.kind === 'figures' && <Figures figures={figures} now={control.now} />}
      </>
    ),
  }
}

type Shown = Extract<PatientControl['figures'], { readonly kind: 'figures' }>

function Figures({ figures, now }: { readonly figures: Shown; readonly now: number }) {
  const { asked, nice, twoWeeks, prevalence } = figures
  const place = (['in-range', 'below', 'above', 'not-known', 'no-inr'] as const).find(
    (candidate) => prevalence[candidate].length > 0,
  )
  return (
    <>
      <h2>
        {periodInWords(asked)} <span className="evk-today__as-at">{asAtInWords(asked, now)}</span>
      </h2>
      <ShareBars figures={nice} />
      <MethodTable figures={nice} of={asked} isOfOne />
      <MethodTable figures={twoWeeks} of={asked} isOfOne />
      <h3>On the last day</h3>
      <SummaryList
        rows={[
          {
            key: 'Last INR',
            value: place === undefined ? 'Not on treatment' : PLACE_WORDS[place],
          },
          ...FLAGS.map((flag) => ({
            key: FLAG_WORDS[flag],
            value:
              place === undefined ? 'Not on treatment' : FLAG_ANSWER_WORDS[answerOf(figures, flag)],
          })),
        ]}
      />
      <LeftOutTable figures={nice} of={asked} isOfOne />
      <LeftOutTable figures={twoWeeks} of={asked} isOfOne />
    </>
  )
}

function answerOf({ flags }: Shown, flag: (typeof FLAGS)[number]): Flag {
  const answers = ['yes', 'possible', 'no'] as const
  return answers.find((answer) => flags[flag][answer].length > 0) ?? 'not-known'
}
