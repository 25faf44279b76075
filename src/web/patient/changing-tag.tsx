import { day } from '#base/day.ts'
import { bridgeOnList } from '#register/bridging.ts'
import { type ShownSwitch, switchInWords } from '#register/switch-plan.ts'
import { Tag } from '#web/parts/tag.tsx'

type Props = { readonly switching: ShownSwitch | null; readonly bridgeUntil: string | null }

/** On a list of people: a running change of medicine, or heparin beside another one, with its dates; else nothing. */
export function ChangingTag({ switching, bridgeUntil }: Props) {
  if (switching !== null) return <Tag colour="red">{switchInWords(switching)}</Tag>
  return bridgeUntil === null ? null : <Tag colour="red">{bridgeOnList(day(bridgeUntil))}</Tag>
}
