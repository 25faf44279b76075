import type { Form } from '#web/page.ts'

/** Never written into a page again, whatever a form called it. */
const SECRET = /password/i

/** Every field of a form that was sent, as it was, to be sent once more. */
export const KeptFields = ({ form }: { readonly form: Form }) =>
  [...form]
    .flatMap(([name, texts]) =>
      SECRET.test(name) ? [] : texts.map((text, nth) => ({ name, text, id: `${name}-${nth}` })),
    )
    .map(({ name, text, id }) => <input key={id} type="hidden" name={name} value={text} />)
