import { day } from '#base/day.ts'
import { FOLLOWED_STEPS } from '#clinical/procedure/open-steps.ts'
import { MARK_WORDS } from '#register/procedure-words.ts'
import { type Findings, typedNote, wordIn } from '#register/typed-fields.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, refused } from './outcome.ts'
import { type OpenProcedure, openProcedure, PROCEDURE_FIELDS, writeDown } from './procedure-case.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...PROCEDURE_FIELDS, 'procedureStep', 'how', 'stepNote'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/** Records one step of a plan: done, not needed, or that the patient did not answer, which leaves it open. */
export const markProcedureStep = act<Fields, Done>({
  name: 'follow-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const { plan, patient, recorded } = open
    const read = readMark(fields)
    const findings = [...read.findings, ...freeTextFindings({ note: fields.stepNote }, patient)]
    const { step, how, note } = read
    if (plan.state !== 'planned') return NOT_PLANNED
    if (findings.length > 0 || step === undefined || how === undefined) {
      return refused(422, ...findings)
    }
    if (recorded.includes(step)) return ALREADY

    const happened = { what: 'step', step, on: desk.today, details: { how, note } } as const
    const trouble = await writeDown(desk, open, {}, happened)
    if (trouble !== undefined) return trouble
    if (step === 'inr-before' && how !== 'no-answer') await testAfterRestart(desk, open)
    const noted = { did: 'marked', step, how }
    return { kind: 'done', patientId: patient.id, subject: plan.id, noted }
  },
})

const NOT_PLANNED = refused(409, {
  field: '',
  code: 'already-recorded',
  message: 'What became of the procedure is recorded already. Only the restart is left.',
})
const ALREADY = refused(409, {
  field: '',
  code: 'step-recorded',
  message: 'Somebody has recorded this step already.',
})

function readMark(fields: Fields) {
  const findings: Findings = []
  const step = FOLLOWED_STEPS.find(
    (known) => known === fields.procedureStep && known !== 'procedure',
  )
  const how = wordIn(MARK_WORDS, fields.how)
  const note = typedNote({ stepNote: fields.stepNote }, 'stepNote', LONGEST_NOTE, findings)
  if (step === undefined) {
    findings.push({ field: 'procedureStep', code: 'required', message: 'Choose which step it is.' })
  }
  if (how === undefined) {
    findings.push({ field: 'how', code: 'required', message: 'Choose what became of the step.' })
  }
  if (how === 'not-needed' && note === '') {
    findings.push({
      field: 'stepNote',
      code: 'required',
      message: 'Write down why it is not needed.',
    })
  }
  return { step, how, note, findings }
}

/** Once the INR before is dealt with the next test is the one after the restart. */
export async function testAfterRestart(
  { tx }: Desk,
  { newest, episode }: OpenProcedure,
  lastTestedOn?: string,
): Promise<void> {
  const after = newest.details.chosen.days['inr-after']
  if (after === null) return
  const tested = lastTestedOn === undefined ? {} : { lastTestedOn }
  await setTestDays(tx, { episodeId: episode.id, nextTestOn: day(after), ...tested })
}
