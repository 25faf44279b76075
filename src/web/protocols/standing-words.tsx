import { Tag, type TagColour } from '#web/parts/tag.tsx'
import type { ShownProtocol } from '#workflow/protocols-shown.ts'

type Standing = ShownProtocol['standing']

const WORDS: Readonly<Record<Standing, string>> = {
  verified: 'Verified',
  checked: 'Unverified, checked here',
  'not-checked': 'Unverified, not in use',
}

const COLOURS: Readonly<Record<Standing, TagColour>> = {
  verified: 'green',
  checked: 'blue',
  'not-checked': 'grey',
}

/** How this site stands to a protocol, in words. */
export const StandingTag = ({ standing }: { readonly standing: Standing }) => (
  <Tag colour={COLOURS[standing]}>{WORDS[standing]}</Tag>
)

export const KIND_WORDS: Readonly<Record<ShownProtocol['card']['kind'], string>> = {
  maintenance: 'Maintenance',
  initiation: 'Starting warfarin',
}

/** The letters of the clinical reference in words. */
export const GRADE_WORDS: Readonly<Record<ShownProtocol['card']['grade'], string>> = {
  A: 'A: primary paper or official body',
  B: 'B: vendor help or NHS trust',
  C: 'C: secondary source',
  D: 'D: tertiary source',
}
