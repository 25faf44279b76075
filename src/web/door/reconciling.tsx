import type { Role } from '#access/policy.ts'
import { AFTER_RESTORE } from '#web/after-restore/addresses.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { exists } from './navigation.ts'

/** On every page until the list is cleared: no dose is built on what may be older than the patient was told (H28). */
export const Reconciling = ({ role }: { readonly role: Role }) => (
  <InsetText>
    <p>
      <strong>Nobody is dosed at the moment.</strong> This database was restored, and doses given
      since may be missing from it.{' '}
      {exists('clear-after-restore', role) ? (
        <a href={AFTER_RESTORE}>Clear what is missing</a>
      ) : (
        'The clinical lead or the practice manager clears what is missing.'
      )}
    </p>
  </InsetText>
)
