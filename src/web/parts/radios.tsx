import { Choices, type ChoicesProps } from './choices.tsx'

export type RadiosProps = ChoicesProps & { readonly value?: string | undefined }

/** One answer of several. Nothing is chosen beforehand unless `value` says so. */
export function Radios({ value, ...question }: RadiosProps) {
  return <Choices {...question} kind="radios" isChosen={(choice) => choice.value === value} />
}
