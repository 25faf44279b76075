import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { addStaff } from '#workflow/add-staff.ts'
import type { Finding } from '#workflow/outcome.ts'
import { staffList } from '#workflow/staff-list.ts'
import { firstPasswordPage } from './first-password.tsx'
import { StaffFields, type StaffTexts } from './staff-fields.tsx'
import { placeOfPeople } from './staff-place.ts'

/** Nothing is chosen beforehand. */
export const addStaffPage: PageHandler = async (request) => {
  const allowed = await staffList(request.house, request.caller, {})
  if (allowed.kind === 'refused') return refusalPage(allowed)
  return formPage(request, {}, 200, [])
}

export const addStaffPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const texts: StaffTexts = fieldsOf(form)
  const outcome = await addStaff.run(house, caller, key, texts)
  if (outcome.kind === 'done') {
    return firstPasswordPage(request, outcome, texts.username ?? '')
  }
  if (outcome.status === 403) return refusalPage(outcome)
  return formPage(request, texts, outcome.status, outcome.findings)
}

function formPage(
  { csrf, key, visitor }: PageRequest,
  texts: StaffTexts,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Add a person',
    place: placeOfPeople(visitor),
    errors: findings,
    main: (
      <>
        <BackLink href="/service/staff" />
        <h1 className="nhsuk-heading-l">Add a person</h1>
        <PostForm action="/service/staff/add" csrf={csrf} requestKey={key}>
          <Input
            id="username"
            name="username"
            label="User name"
            hint="What the person types to sign in: letters, digits, full stops and hyphens"
            width={20}
            value={texts.username}
            error={errorOf(findings, 'username')}
            autoComplete="off"
            spellCheck={false}
          />
          <StaffFields by={visitor.role} texts={texts} findings={findings} />
          <Button>Add this person</Button>
        </PostForm>
      </>
    ),
  }
}
