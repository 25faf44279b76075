import { type ShownSwitch, switchInWords } from '#register/switch-plan.ts'
import { Tag } from '#web/parts/tag.tsx'

/** On a list of people: what a running change of medicine means, with its dates; nothing when there is none. */
export function ChangingTag({ switching }: { readonly switching: ShownSwitch | null }) {
  return switching === null ? null : <Tag colour="red">{switchInWords(switching)}</Tag>
}
