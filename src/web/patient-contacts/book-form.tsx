import { addDays, clinicalDate, type Day, weekdayName } from '#base/day.ts'
import type { Slot } from '#recall/clinic-days.ts'
import { LATER_REASONS, LATER_REASONS_IN_ORDER } from '#recall/later-reasons.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Select } from '#web/parts/select.tsx'
import { formatMinute } from '#workflow/clinic-offers.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { PatientRecall } from '#workflow/patient-recall.ts'
import { slotText } from '#workflow/slot-text.ts'
import { appointmentsHref } from './addresses.ts'

type Props = {
  readonly recall: PatientRecall
  readonly request: PageRequest
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

const A_WEEK = 7

/** The free times of the days up to the test, the best first; or why there is none. */
export function BookForm(props: Props) {
  const { recall } = props
  if (recall.episode === undefined) return null
  const { offeredUntil, today, patient } = recall
  const week = (until: Day) => `${appointmentsHref(patient.id)}?until=${until}`
  const earlier = addDays(offeredUntil, -A_WEEK)
  return (
    <>
      <h2>{recall.appointments.length > 0 ? 'Move to another time' : 'Book'}</h2>
      <Times {...props} />
      <p className="evk-line">
        {earlier > today && <a href={week(earlier)}>A week earlier</a>}
        <a href={week(addDays(offeredUntil, A_WEEK))}>A week later</a>
      </p>
    </>
  )
}

function Times({ recall, request, typed, findings }: Props) {
  const { offer, patient, episode, appointments } = recall
  if (offer.kind === 'none') return <p>{offer.message}</p>
  const toMove = appointments.find(({ status }) => status === 'booked')
  const needsSaying = findings.some(({ code }) => code === 'later-than-due')
  return (
    <PostForm
      action={`${appointmentsHref(patient.id)}?until=${recall.offeredUntil}`}
      csrf={request.csrf}
      requestKey={request.key}
    >
      <input type="hidden" name="episodeId" value={episode?.id} />
      {toMove !== undefined && <input type="hidden" name="instead" value={toMove.id} />}
      <Select
        id="slot"
        name="slot"
        label={`Free times up to ${clinicalDate(recall.offeredUntil)}`}
        value={typed['slot'] ?? slotText(offer.best)}
        error={errorOf(findings, 'slot')}
        options={offer.free.map((slot) => ({ value: slotText(slot), text: timeOf(slot, recall) }))}
      />
      {needsSaying && (
        <Select
          id="laterBecause"
          name="laterBecause"
          label="Why later than due"
          hint="The test stays due on its day, and is listed as overdue from then on."
          value={typed['laterBecause']}
          error={errorOf(findings, 'laterBecause')}
          options={[
            { value: '', text: 'Choose' },
            ...LATER_REASONS_IN_ORDER.map((value) => ({ value, text: LATER_REASONS[value] })),
          ]}
        />
      )}
      <Button>{toMove === undefined ? 'Book' : 'Move'}</Button>
    </PostForm>
  )
}

const timeOf = ({ on, atMinute, patternId }: Slot, { clinicNames }: PatientRecall): string =>
  `${weekdayName(on)} ${clinicalDate(on)} ${formatMinute(atMinute)} ${clinicNames[patternId] ?? ''}`
