import { Choices, type ChoicesProps } from './choices.tsx'

export type CheckboxesProps = ChoicesProps & { readonly values?: readonly string[] | undefined }

/** Any number of answers. */
export function Checkboxes({ values = [], ...question }: CheckboxesProps) {
  return (
    <Choices {...question} kind="checkboxes" isChosen={(choice) => values.includes(choice.value)} />
  )
}
