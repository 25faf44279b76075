import { FRAME, INK } from './chart-frame.ts'
import { CHART_TITLE, describeChart } from './chart-words.ts'
import { DosePlot } from './dose-plot.tsx'
import { ForecastPlot } from './forecast-plot.tsx'
import type { InrHistory } from './inr-history.ts'
import { InrPlot } from './inr-plot.tsx'
import { TargetPlot } from './target-plot.tsx'
import { timeAxis } from './time-axis.ts'
import { Suspensions, TimeMarks } from './time-plot.tsx'

const TITLE_ID = 'inr-chart-title'
const DESCRIPTION_ID = 'inr-chart-description'

/**
 * INR, target range, dose and suspensions on one time axis: the same scale for every patient, points and not bars,
 * each with its value, readable in grey on paper. `InrTable` says the same in words and figures.
 */
export function InrChart(history: InrHistory) {
  const axis = timeAxis(history, FRAME.left, FRAME.right)
  return (
    <figure className="evk-chart">
      <section
        className="evk-chart__scroll"
        aria-label={CHART_TITLE}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        data-scroll-to-end
      >
        <svg
          viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
          role="img"
          aria-labelledby={`${TITLE_ID} ${DESCRIPTION_ID}`}
          fontSize="11.5"
          fill={INK.text}
        >
          <title id={TITLE_ID}>{CHART_TITLE}</title>
          <desc id={DESCRIPTION_ID}>{describeChart(history)}</desc>
          <TimeMarks history={history} axis={axis} />
          <TargetPlot history={history} axis={axis} />
          <Suspensions history={history} axis={axis} />
          <InrPlot history={history} axis={axis} />
          <ForecastPlot history={history} axis={axis} />
          <DosePlot history={history} axis={axis} />
        </svg>
      </section>
    </figure>
  )
}
