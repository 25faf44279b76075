import { scaleLinear } from 'd3-scale'
import { FRAME } from './chart-frame.ts'

/** The axis ends here; what lies above is drawn at its edge, with its value in words. */
export const TOP_TENTHS = 80
const BOTTOM_TENTHS = 10

const scale = scaleLinear([BOTTOM_TENTHS, TOP_TENTHS], [FRAME.inrBottom, FRAME.inrTop]).clamp(true)

/** How far down the drawing an INR stands; the same for every patient. */
export const inrY = (tenths: number): number => scale(tenths)
