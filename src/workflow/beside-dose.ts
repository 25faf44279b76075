import { errorFacts } from '#base/error-facts.ts'
import type { SecondOpinion } from '#kinetics/second-opinion.ts'
import { inSavepoint } from '#store/savepoint.ts'
import type { Desk } from './desk.ts'

/** What is said where a forecast could not be made. */
export const NOT_MADE = {
  kind: 'not-shown',
  because: ['no-answer'],
} as const satisfies SecondOpinion

/**
 * Does what stands beside a dose, and whatever goes wrong there stops no dose (H41): what it wrote is taken back, whoever runs
 * the product reads of it in the log, and the page says that it could not be made.
 */
export async function besideDose<T>(
  { tx }: Pick<Desk, 'tx'>,
  work: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await inSavepoint(tx, work)
  } catch (error) {
    console.error('A forecast could not be made.', JSON.stringify(errorFacts(error)))
    return otherwise
  }
}
