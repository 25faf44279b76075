/** Further attributes of an element: `data-no-paste`, `aria-label`, `required` and the like. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
