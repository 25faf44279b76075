import { Fragment, type ReactNode } from 'react'
import type { Attributes } from './attributes.ts'
import { classNames } from './class-names.ts'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { Question, type QuestionProps } from './question.tsx'

export type Choice = {
  readonly value: string
  readonly text: ReactNode
  readonly hint?: ReactNode
  readonly disabled?: boolean
  /** Asked only of those who choose this: hidden by style alone until then, so no script is needed. */
  readonly conditional?: ReactNode
  /** A word such as "or" above this choice. */
  readonly divider?: string
  readonly attributes?: Attributes
}

export type ChoicesProps = QuestionProps & {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly inline?: boolean
  readonly small?: boolean
}

type Props = ChoicesProps & {
  readonly kind: 'radios' | 'checkboxes'
  readonly isChosen: (choice: Choice) => boolean
}

/** Radios and checkboxes are the same but for the input. The first input carries the question's own id. */
export function Choices(props: Props) {
  const { kind, inline, small, choices } = props
  const block = `nhsuk-${kind}`
  const places = placesOf(choices)
  return (
    <Question {...props}>
      <div
        className={classNames(block, small && `${block}--small`, inline && `${block}--inline`)}
        data-module={block}
      >
        {choices.map((choice, nth) => (
          <Fragment key={choice.value}>
            {choice.divider && <div className={`${block}__divider`}>{choice.divider}</div>}
            <ChoiceItem {...props} choice={choice} inputId={inputId(props.id, places[nth])} />
          </Fragment>
        ))}
      </div>
    </Question>
  )
}

function ChoiceItem(props: Props & { readonly choice: Choice; readonly inputId: string }) {
  const { kind, choice, inputId } = props
  const block = `nhsuk-${kind}`
  const isChosen = props.isChosen(choice)
  const conditionalId = `conditional-${inputId}`
  return (
    <>
      <div className={`${block}__item`}>
        <input
          className={`${block}__input`}
          id={inputId}
          name={props.name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={choice.value}
          defaultChecked={isChosen}
          disabled={choice.disabled}
          data-aria-controls={choice.conditional ? conditionalId : undefined}
          aria-describedby={choice.hint ? `${inputId}-item-hint` : undefined}
          {...choice.attributes}
        />
        <Label htmlFor={inputId} wording={{ text: choice.text }} className={`${block}__label`} />
        {choice.hint && (
          <Hint id={`${inputId}-item-hint`} className={`${block}__hint`}>
            {choice.hint}
          </Hint>
        )}
      </div>
      {choice.conditional && (
        <div
          className={classNames(
            `${block}__conditional`,
            !isChosen && `${block}__conditional--hidden`,
          )}
          id={conditionalId}
        >
          {choice.conditional}
        </div>
      )}
    </>
  )
}

/** The design system counts dividers too when it numbers the inputs. */
function placesOf(choices: readonly Choice[]): readonly number[] {
  let place = 0
  return choices.map(({ divider }) => {
    place += divider === undefined ? 1 : 2
    return place
  })
}

function inputId(id: string, place: number | undefined): string {
  return place === undefined || place === 1 ? id : `${id}-${place}`
}
