/** Whether a fact of a patient is so, is not, or nobody has asked. */
type Known = 'yes' | 'no' | 'not-known'

export type Thrombogenicity = 'low' | 'medium' | 'high'

/** What the grid asks about a mechanical valve and its patient. */
export type ValveFacts = {
  readonly position: 'aortic' | 'mitral' | 'tricuspid' | 'more-than-one' | 'not-known'
  /** As the operation note names it; empty when not known. */
  readonly make: string
  readonly previousEmbolism: Known
  readonly atrialFibrillation: Known
  readonly mitralStenosis: Known
  readonly lowEjectionFraction: Known
}

/**
 * Makes of valve by thrombogenicity.
 * Source: ESC/EACTS 2021 Table 10 (S36; S36b adds On-X). Verified. @see docs/evidence.md#valve-grid
 */
const MAKES: Readonly<Record<Thrombogenicity, readonly string[]>> = {
  low: [
    'carbomedics',
    'medtronic hall',
    'ats',
    'open-pivot',
    'open pivot',
    'st jude',
    'st. jude',
    'bicarbon',
    'on-x',
  ],
  medium: ['bileaflet'],
  high: ['lillehei', 'omniscience', 'starr-edwards', 'starr edwards', 'bjork', 'björk', 'tilting'],
}

/**
 * Target in tenths by thrombogenicity, without and with a risk factor of the patient. Source: ESC/EACTS 2021 Table 10
 * (S36); BSH 2011 and BNF use the same grid. Verified. @see docs/evidence.md#valve-grid
 */
const GRID: Readonly<Record<Thrombogenicity, { readonly without: number; readonly with: number }>> =
  {
    low: { without: 25, with: 30 },
    medium: { without: 30, with: 35 },
    high: { without: 35, with: 40 },
  }

/** The grid's source, for every warning made from it. */
export const VALVE_GRID_SOURCE = 'ESC/EACTS 2021 Table 10; the same grid in BSH 2011 and BNF'

/** The targets that the grid allows for what is known of a valve: one, or more while something is not known. */
export function gridTargets(facts: ValveFacts): readonly number[] {
  const makes = thrombogenicityOf(facts.make)
  const rows = makes === 'not-known' ? (['low', 'medium', 'high'] as const) : [makes]
  const risk = hasRiskFactor(facts)
  const targets = rows.flatMap((row) => [
    ...(risk === 'yes' ? [] : [GRID[row].without]),
    ...(risk === 'no' ? [] : [GRID[row].with]),
  ])
  return [...new Set(targets)]
}

/** How thrombogenic a make is; a make that the grid does not name is not known, and never low by default. */
export function thrombogenicityOf(make: string): Thrombogenicity | 'not-known' {
  const named = ` ${make.toLowerCase()} `
  const names = (row: Thrombogenicity) =>
    MAKES[row].some((known) => new RegExp(`[^a-z]${known}[^a-z]`).test(named))
  if (names('high')) return 'high'
  if (names('low')) return 'low'
  return names('medium') ? 'medium' : 'not-known'
}

/** Mitral or tricuspid position, earlier embolism, AF, mitral stenosis, ejection fraction below 35 %. */
function hasRiskFactor(facts: ValveFacts): Known {
  const position: Record<ValveFacts['position'], Known> = {
    aortic: 'no',
    mitral: 'yes',
    tricuspid: 'yes',
    'more-than-one': 'yes',
    'not-known': 'not-known',
  }
  const factors = [
    position[facts.position],
    facts.previousEmbolism,
    facts.atrialFibrillation,
    facts.mitralStenosis,
    facts.lowEjectionFraction,
  ]
  if (factors.includes('yes')) return 'yes'
  return factors.includes('not-known') ? 'not-known' : 'no'
}
