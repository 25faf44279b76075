import { isOpen } from '#clinical/procedure/plan-state.ts'
import { findStaff } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { type Parsed, refused } from './outcome.ts'
import { ownerTyped } from './plan-procedure.ts'
import { openProcedure, PROCEDURE_FIELDS, writeDown } from './procedure-case.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...PROCEDURE_FIELDS, 'owner'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Hands the restart of a plan to somebody else; its day and what is overdue stay as they are. */
export const assignProcedure = act<Fields, Done>({
  name: 'follow-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const { plan, patient } = open
    if (!isOpen(plan)) {
      const message = 'This plan is closed.'
      return refused(409, { field: '', code: 'closed', message })
    }
    const owner = await ownerTyped(desk, fields.owner)
    if (typeof owner !== 'string') return owner

    const to = (await findStaff(desk.tx, owner))?.name ?? ''
    const details = { from: plan.ownerName, to }
    const happened = { what: 'assigned', on: desk.today, details } as const
    const trouble = await writeDown(desk, open, { owner }, happened)
    if (trouble !== undefined) return trouble
    const noted = { did: 'assigned', owner }
    return { kind: 'done', patientId: patient.id, subject: plan.id, noted }
  },
})
