import { displayName } from '#register/person-name.ts'
import type { PageRequest } from '#web/page.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { SmallButton } from '#web/parts/small-button.tsx'
import type { ClinicList, ClinicPlace } from '#workflow/clinic-day.ts'
import { ATTENDANCE } from './addresses.ts'
import { mayMark } from './step-words.ts'

type Props = {
  readonly person: ClinicPlace
  readonly clinic: ClinicList
  readonly request: PageRequest
}

type Mark = { readonly came: string; readonly text: string }

const ARRIVED: Mark = { came: 'arrived', text: 'Arrived' }
const DID_NOT_COME: Mark = { came: 'did-not-come', text: 'Did not come' }
const UNDO: Mark = { came: 'not-recorded', text: 'Undo' }

/** What reception can say of this person now; a wrong mark is taken back in one press. */
export function AttendanceButtons({ person, clinic, request }: Props) {
  const { appointmentId, version } = person
  if (!mayMark(person) || appointmentId === null) return null
  return (
    <PostForm
      action={ATTENDANCE}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-inline-form"
    >
      <input type="hidden" name="on" value={clinic.on} />
      <input type="hidden" name="appointmentId" value={appointmentId} />
      <input type="hidden" name="version" value={version} />
      {marksOf(person, clinic.on === clinic.today).map(({ came, text }) => (
        <SmallButton key={came} name="came" value={came}>
          {text}
          <span className="nhsuk-u-visually-hidden"> {displayName(person)}</span>
        </SmallButton>
      ))}
    </PostForm>
  )
}

function marksOf({ step }: ClinicPlace, isToday: boolean): readonly Mark[] {
  switch (step) {
    case 'waiting':
      return isToday ? [ARRIVED, DID_NOT_COME] : [DID_NOT_COME]
    case 'arrived':
    case 'missed':
      return isToday ? [UNDO] : []
    case 'tested':
    case 'referred':
    case 'dosed':
    case 'told':
    case 'booked':
    case 'actioned':
      return []
  }
}
