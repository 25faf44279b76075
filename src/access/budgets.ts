/**
 * How much one person may ask for in a while (SR-05): enough for the busiest clinic, too little to read a register out. The figures
 * are choices of this service, and no clinical rule rests on them. A budget counts `of` how often something is asked for, or
 * how many different records. `most` are there at once, and what is spent comes back steadily, all of it in `withinMs`: whoever meets
 * the end of one waits for the next and not for the end of an hour.
 */
type Budget = {
  readonly most: number
  readonly withinMs: number
  readonly of: 'times' | 'records'
  /** "You have ... in a short time." */
  readonly says: string
}

const MINUTE_MS = 60_000

export const BUDGETS = {
  search: { most: 40, withinMs: MINUTE_MS, of: 'times', says: 'searched for many people' },
  record: { most: 240, withinMs: MINUTE_MS, of: 'times', says: 'opened many pages of patients' },
  people: {
    most: 200,
    withinMs: 60 * MINUTE_MS,
    of: 'records',
    says: 'opened the records of many patients',
  },
  export: { most: 20, withinMs: 10 * MINUTE_MS, of: 'times', says: 'taken out many files' },
  import: { most: 20, withinMs: 60 * MINUTE_MS, of: 'times', says: 'brought in many files' },
} as const satisfies Readonly<Record<string, Budget>>

export type BudgetName = keyof typeof BUDGETS
export type Budgets = Readonly<Record<BudgetName, Budget>>
