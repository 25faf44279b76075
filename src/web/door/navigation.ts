import { type ActName, POLICY, type Role } from '#access/policy.ts'
import { isOfCommissioner } from '#access/role-kinds.ts'
import { CLAIMS_RECEIVED } from '#web/claims/addresses.ts'
import { COMMISSIONER, CONTRACTS, SPECIFICATIONS } from '#web/commissioner/addresses.ts'
import { FIGURES } from '#web/figures/addresses.ts'
import type { PageAnswer } from '#web/page.ts'
import type { NavigationItem } from '#web/parts/top-bar.tsx'
import { QUALITY } from '#web/quality/addresses.ts'
import type { NavigationCounts } from '#workflow/navigation-counts.ts'

type Place = PageAnswer['place']

const PLACES: readonly {
  readonly place: Place
  readonly text: string
  readonly href: string
  readonly act: ActName
  /** A place of its own for a commissioner alone; a provider has it within another. */
  readonly isOfCommissioner?: true
}[] = [
  { place: 'today', text: 'Today', href: '/', act: 'see-today' },
  { place: 'clinic', text: 'Clinic', href: '/clinic', act: 'see-clinic' },
  { place: 'worklists', text: 'Worklists', href: '/worklists', act: 'see-worklist' },
  { place: 'register', text: 'Register', href: '/register', act: 'find-patient' },
  { place: 'service', text: 'Service', href: '/service', act: 'see-service' },
  { place: 'figures', text: 'Figures', href: FIGURES, act: 'see-figures' },
  { place: 'reports', text: 'Reports', href: '/reports', act: 'see-control' },
  { place: 'board', text: 'Returns', href: COMMISSIONER, act: 'see-board' },
  { place: 'quality', text: 'Quality', href: QUALITY, act: 'see-quality' },
  { place: 'contracts', text: 'Contracts', href: CONTRACTS, act: 'see-commissioned' },
  {
    place: 'specifications',
    text: 'Specifications',
    href: SPECIFICATIONS,
    act: 'prepare-specification',
  },
  {
    place: 'claims-received',
    text: 'Claims',
    href: CLAIMS_RECEIVED,
    act: 'see-claims-received',
  },
  {
    place: 'people',
    text: 'People',
    href: '/service/staff',
    act: 'manage-staff',
    isOfCommissioner: true,
  },
]

/** Does this act exist for the role at all? Competence is asked when it is done. */
export const exists = (act: ActName, role: Role): boolean => {
  const roles: readonly Role[] = POLICY[act].roles
  return roles.includes(role)
}

/** The places that are open to a role. */
export const navigationOf = (
  role: Role,
  here: Place,
  counts: NavigationCounts,
): readonly NavigationItem[] =>
  PLACES.filter((each) => exists(each.act, role))
    .filter((each) => !each.isOfCommissioner || isOfCommissioner(role))
    .map(({ place, text, href }) => ({
      text,
      href,
      current: place === here,
      count: place === 'worklists' && counts.worklists > 0 ? counts.worklists : undefined,
    }))
