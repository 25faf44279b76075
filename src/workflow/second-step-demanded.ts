import type { InstallationKind } from '#store/installation.ts'
import type { House } from './desk.ts'

/**
 * Whether everybody must have a second step: what the database says this installation is, and not how it was started, decides.
 * Only a demonstration may do without, because its sign-ins are printed; a setting may demand it there too, and none lets a live
 * or trial installation off.
 */
export const demandsSecondStep = (house: House, kind: InstallationKind | null): boolean =>
  kind !== 'demonstration' || house.demandsSecondStep === true
