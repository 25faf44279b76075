import type { ShownCourse } from '#workflow/patient-plans.ts'
import { sendHref } from './addresses.ts'

/** Treatment that is going on can be handed over; heparin beside another medicine goes with nobody. */
export function HandOver({ episode }: Pick<ShownCourse, 'episode'>) {
  const { patientId, phase, standing, bridging } = episode
  const isGoingOn = phase === 'initiating' || phase === 'maintaining'
  if (!isGoingOn || standing === 'unverified' || bridging) return null
  return (
    <p>
      <a href={sendHref(patientId)}>Hand over to another provider</a>
    </p>
  )
}
