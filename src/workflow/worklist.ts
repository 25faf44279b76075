import { type Day, day } from '#base/day.ts'
import { ABSENCE_WORDS, type Absence, type AbsenceWords, isAbsence } from '#recall/absences.ts'
import {
  type Narrowing,
  type WorklistRow,
  type WorklistSizes,
  worklistPage,
  worklistSizes,
} from '#store/worklists.ts'
import { notHere, type Refused } from './outcome.ts'
import { absenceDay } from './todays-absences.ts'
import { view } from './view.ts'
import { whyHere } from './why-here.ts'

export const ROWS_ON_A_PAGE = 50

export type WorklistQuestion = {
  readonly kind: string
  readonly risk: string | null
  readonly owner: string | null
  readonly medicine?: string | null
  readonly page: string | null
}

export type WorklistLine = Omit<WorklistRow, 'sinceOn'> & {
  readonly sinceOn: Day | null
  readonly why: string
}

export type WorklistFilter = {
  readonly risk: Narrowing['risk']
  readonly owner: 'anybody' | 'nobody' | 'me'
  readonly medicine: NonNullable<Narrowing['medicine']>
}

export type Worklist = {
  readonly kind: 'worklist'
  readonly absence: Absence
  readonly words: AbsenceWords
  readonly today: Day
  readonly asAt: number
  readonly filter: WorklistFilter
  readonly sizes: WorklistSizes
  readonly page: number
  readonly pages: number
  readonly lines: readonly WorklistLine[]
}

/** One list of absences: exactly those that the front page counts, the highest risk first, then the oldest. */
export const worklist = view(
  'see-worklist',
  async ({ tx, today, now, actor }, question: WorklistQuestion): Promise<Worklist | Refused> => {
    const { kind } = question
    if (!isAbsence(kind)) return notHere('list')
    const filter = {
      risk: riskOf(question.risk),
      owner: ownerOf(question.owner),
      medicine: medicineOf(question.medicine ?? null),
    }
    const narrowed = narrowedBy(filter, actor.accountId)
    const asked = absenceDay(today)
    const sizes = await worklistSizes(tx, kind, asked, narrowed, actor.accountId)
    const pages = Math.max(1, Math.ceil(sizes.narrowed / ROWS_ON_A_PAGE))
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(question.page ?? 1)) || 1))
    const slice = { limit: ROWS_ON_A_PAGE, offset: (page - 1) * ROWS_ON_A_PAGE }
    const rows = await worklistPage(tx, kind, asked, narrowed, slice)

    return {
      kind: 'worklist',
      absence: kind,
      words: ABSENCE_WORDS[kind],
      today,
      asAt: now,
      filter,
      sizes,
      page,
      pages,
      lines: rows.map((row) => lineOf(kind, row)),
    }
  },
)

function lineOf(kind: Absence, row: WorklistRow): WorklistLine {
  const sinceOn = row.sinceOn === null ? null : day(row.sinceOn)
  return { ...row, sinceOn, why: whyHere(kind, row) }
}

const riskOf = (text: string | null): Narrowing['risk'] =>
  text === 'high' || text === 'other' ? text : 'any'
const ownerOf = (text: string | null): WorklistFilter['owner'] =>
  text === 'nobody' || text === 'me' ? text : 'anybody'

const medicineOf = (text: string | null): WorklistFilter['medicine'] =>
  text === 'doac' || text === 'other' ? text : 'any'

const narrowedBy = ({ risk, owner, medicine }: WorklistFilter, me: string): Narrowing => ({
  risk,
  medicine,
  owner: owner === 'me' ? { account: me } : owner,
})
