import type { Role } from '#access/policy.ts'
import { exists } from '#web/door/navigation.ts'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { DiskStanding } from '#workflow/disk-watch.ts'

/** To those who run the service, while a disk has little room left (H27). */
export function DiskNotice(props: {
  readonly disk: DiskStanding | undefined
  readonly role: Role
}) {
  const { disk, role } = props
  if (disk?.isLow !== true) return null
  if (!exists('manage-staff', role) && !exists('clear-after-restore', role)) return null
  const least = Math.min(...disk.spaces.map(({ freePercent }) => freePercent))
  return (
    <WarningCallout heading="The disk is nearly full" headingLevel={2}>
      <p>
        {Math.floor(least)} % of a disk that Evenkeel writes to is free.{' '}
        {disk.isStopped
          ? 'Nothing is saved until there is room again; then saving goes on by itself.'
          : 'Before it is full nothing will be saved any more.'}{' '}
        Tell whoever looks after the machine now.
      </p>
    </WarningCallout>
  )
}
