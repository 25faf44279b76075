import type { ActName } from '#access/policy.ts'
import type { PageHandler } from '#web/page.ts'
import { mayDo } from '#workflow/may-do.ts'
import { refusalPage } from './refusal-page.tsx'

/** A page with a form, for those who may do its act; anybody else is told so before typing anything. */
export const onlyFor =
  (act: ActName, page: PageHandler): PageHandler =>
  async (request) => {
    const may = await mayDo(request.house, request.caller, act)
    return may.kind === 'refused' ? refusalPage(may) : page(request)
  }
