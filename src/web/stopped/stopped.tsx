import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { keyOfForm } from '#web/parts/form-guard.tsx'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { confirmNotice } from '#workflow/confirm-notice.ts'
import type { Finding } from '#workflow/outcome.ts'
import {
  type Notice,
  type StoppedPage,
  stopLetter,
  stoppedPage,
  toWhom,
} from '#workflow/stopped-page.ts'
import { letterHref, stoppedHref } from './addresses.ts'

/** GET /patients/:patientId/stopped/:episodeId - whom to tell that a medicine is stopped, and who has confirmed it. */
export const stopped: PageHandler = (request) => shown(request, [], 200)

/** POST /patients/:patientId/stopped/:episodeId */
export const postConfirmed: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const outcome = await confirmNotice.run(house, caller, key, fieldsOf(form))
  if (outcome.kind === 'refused') return shown(request, outcome.findings, outcome.status)
  return {
    kind: 'redirect',
    to: stoppedHref(params['patientId'] ?? '', params['episodeId'] ?? ''),
  }
}

/** GET /letters/:messageId/page.pdf */
export const letterPdf: PageHandler = async ({ house, caller, params }) => {
  const printed = await stopLetter(house, caller, { messageId: params['messageId'] ?? '' })
  if (printed.kind === 'refused') return refusalPage(printed)
  return { kind: 'file', body: printed.pdf, type: 'application/pdf', name: printed.fileName }
}

async function shown(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await stoppedPage(house, caller, { episodeId: params['episodeId'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  const home = `/patients/${page.patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Medicine stopped',
    place: 'worklists',
    banner: bannerOf(page.patient, page.today, home),
    errors: findings,
    main: (
      <>
        <BackLink href={home} />
        <h1>Medicine stopped: tell the practice and the pharmacy</h1>
        <p>
          Nothing is sent from here. Print each letter and send it, or telephone; then record who
          confirmed it. The task stays until both have.
        </p>
        {page.notices.map((notice) => (
          <Letter key={notice.id} {...{ notice, page, request, findings }} />
        ))}
      </>
    ),
  }
}

type LetterProps = {
  readonly notice: Notice
  readonly page: StoppedPage
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

function Letter({ notice, page: { mayConfirm }, request, findings }: LetterProps) {
  const confirmed = notice.events.findLast(({ what }) => what === 'confirmed')
  const isConfirmed = notice.state === 'confirmed'
  return (
    <section>
      <h2>{notice.recipient === 'practice' ? 'To the practice' : 'To the pharmacy'}</h2>
      <p className="evk-line">
        <Tag colour={isConfirmed ? 'grey' : 'orange'}>
          {isConfirmed ? 'Confirmed' : 'Not confirmed'}
        </Tag>
        <span>
          written {clinicalInstant(notice.askedAt)}, {notice.byName}
        </span>
      </p>
      <p>{toWhom(notice)}</p>
      {notice.parts.map((part) => (
        <p key={part}>{part}</p>
      ))}
      {confirmed !== undefined && (
        <p>
          <strong>{confirmed.note}</strong>, {clinicalInstant(confirmed.at)}, {confirmed.byName}.
        </p>
      )}
      {mayConfirm && (
        <p>
          <a href={letterHref(notice.id)}>Print the letter to the {notice.recipient}</a>
        </p>
      )}
      {mayConfirm && !isConfirmed && <ConfirmForm {...{ notice, request, findings }} />}
    </section>
  )
}

function ConfirmForm({ notice, request, findings }: Omit<LetterProps, 'page'>) {
  const typed = fieldsOf(request.form)
  const isThis = typed['messageId'] === notice.id
  const id = isThis ? 'note' : `note-${notice.recipient}`
  return (
    <PostForm
      action={stoppedHref(notice.patientId, notice.episodeId)}
      csrf={request.csrf}
      requestKey={keyOfForm(request.key, notice.recipient)}
    >
      <input type="hidden" name="messageId" value={notice.id} />
      <Input
        id={id}
        name="note"
        label={`Who confirmed it at the ${notice.recipient}, and how`}
        value={isThis ? typed['note'] : undefined}
        error={isThis ? errorOf(findings, 'note') : undefined}
        width={20}
      />
      <Button variant="secondary">Save that the {notice.recipient} confirmed it</Button>
    </PostForm>
  )
}
