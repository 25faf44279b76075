/** Which page of a long list is asked for: the nearest there is, and the place of its first line. */
export function pageOf(asked: string | null, count: number, perPage: number) {
  const pages = Math.max(1, Math.ceil(count / perPage))
  const typed = /^[1-9]\d{0,5}$/.test(asked ?? '') ? Number.parseInt(asked ?? '', 10) : 1
  const page = Math.min(pages, typed)
  return { page, pages, first: (page - 1) * perPage }
}
