import { field, fieldsOf, type PageHandler, type PageRequest } from '#web/page.ts'
import type { Done } from '#workflow/act.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import { type Refused, refusedField } from '#workflow/outcome.ts'
import { proposeDose } from '#workflow/propose-dose.ts'
import { ANSWER_FIELDS } from '#workflow/question-answers.ts'
import { referAgain } from '#workflow/refer-again.ts'
import { sendBack } from '#workflow/send-back.ts'
import { CODE_AGAIN, PASSKEY_AGAIN, signAgain } from '#workflow/sign-again.ts'
import { takeTask } from '#workflow/take-task.ts'
import { ASKED_STEP, pressedStep } from './pressed-step.ts'
import { taskReply, taskWithWeek } from './task.tsx'

type TaskDone = Done & { readonly decisionId?: string; readonly taskId?: string | null }

/** POST /tasks/:taskId - one of the things that can be done with a task. */
export const postTask: PageHandler = async (request) => {
  const chosen = field(request.form, 'use')
  if (chosen !== undefined) return taskWithWeek(request, chosen)
  const outcome = await run(request)
  if (outcome.kind === 'refused') {
    return taskReply(withProof(request, outcome), outcome.findings, outcome.status)
  }
  const { decisionId, taskId } = outcome
  if (decisionId !== undefined) return { kind: 'redirect', to: `/doses/${decisionId}` }
  return { kind: 'redirect', to: `/tasks/${taskId ?? request.params['taskId']}` }
}

/** A refusal that comes after the password was proved once more. */
type TaskRefused = Refused & { readonly signedAgain?: string }

/** A code counts once: what it has proved goes with the form when that is sent again, and the code is not asked for again. */
const withProof = (request: PageRequest, { signedAgain }: TaskRefused): PageRequest =>
  signedAgain === undefined || !request.visitor.hasSecondStep
    ? request
    : { ...request, form: new Map([...request.form, ['signedAgain', [signedAgain]]]) }

/** What a form of the page sends with another dose than the person's own. */
const OWN_DOSE = [
  'dailyDose',
  'weekDoses',
  'omitDays',
  'boostDose',
  'boostDays',
  'reasonCode',
  'reasonText',
]
const NOT_PROPOSED = [
  'decision',
  'slot',
  'nextTestOn[day]',
  'nextTestOn[month]',
  'nextTestOn[year]',
  ...ANSWER_FIELDS,
  'laterBecause',
  'differenceBecause',
  'password',
  CODE_AGAIN,
  PASSKEY_AGAIN,
  'signedAgain',
]

function run({
  house,
  caller,
  key,
  form,
  params,
  passkeySite,
}: PageRequest): Promise<TaskDone | TaskRefused> {
  const { step: _pressed, [ASKED_STEP]: _asked, ...typed } = fieldsOf(form)
  const fields = { ...typed, taskId: params['taskId'] ?? '' }
  switch (pressedStep(form)) {
    case 'take':
      return takeTask.run(house, caller, key, fields)
    case 'authorise':
      return authorise(house, caller, key, passkeySite, fields)
    case 'propose':
      return proposeDose.run(house, caller, key, without(fields, NOT_PROPOSED))
    case 'send-back':
      return sendBack.run(house, caller, key, fields)
    case 'close':
      return closeTask.run(house, caller, key, fields)
    case 'refer-again':
      return referAgain.run(house, caller, key, fields)
    default:
      return Promise.resolve(refusedField('', 'required', 'Choose what to do with this task.'))
  }
}

type Fields = Readonly<Record<string, string>>

/** A password that was asked for is looked at here, and goes no further: the act has the proof of it. */
async function authorise(
  house: PageRequest['house'],
  caller: PageRequest['caller'],
  key: string,
  site: PageRequest['passkeySite'],
  { password, [CODE_AGAIN]: code, [PASSKEY_AGAIN]: json = '', ...typed }: Fields,
): Promise<TaskDone | TaskRefused> {
  const fields = typed['decision'] === 'own' ? typed : without(typed, OWN_DOSE)
  const passkey = json === '' ? {} : { passkey: { json, site } }
  if ((password === undefined || password === '') && json === '')
    return authoriseDose.run(house, caller, key, fields)
  const signed = await signAgain(house, caller, {
    taskId: typed['taskId'] ?? '',
    password: password ?? '',
    code,
    ...passkey,
  })
  if (signed.kind === 'refused') return signed
  const signedAgain = signed.proof
  const outcome = await authoriseDose.run(house, caller, key, { ...fields, signedAgain })
  return outcome.kind === 'refused' ? { ...outcome, signedAgain } : outcome
}

const without = (fields: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
