import { type Score, scoreInWords } from '#clinical/scores/score.ts'
import { SCORE_WORDS } from './score-words.ts'

/** The four scores side by side: the number or the range, what it may mean, and what is not known. */
export const ScoreCards = ({ scores }: { readonly scores: readonly Score[] }) => (
  <div className="evk-columns">
    {scores.map((score) => (
      <section key={score.id}>
        <h3 className="nhsuk-u-margin-bottom-1">
          {SCORE_WORDS[score.id].name}: {scoreInWords(score)}
        </h3>
        <p className="nhsuk-hint nhsuk-u-margin-bottom-2">{SCORE_WORDS[score.id].of}</p>
        <Meanings score={score} />
      </section>
    ))}
  </div>
)

function Meanings({ score: { meanings, items, notKnown } }: { readonly score: Score }) {
  const open = items.filter(({ id }) => notKnown.includes(id)).map(({ label }) => label)
  const sources = [...new Set(meanings.map(({ source }) => source))]
  return (
    <>
      {meanings.length > 1 && <p>Not settled: what is not known decides which of these holds.</p>}
      <ul className="nhsuk-list nhsuk-list--bullet">
        {meanings.map(({ code, says }) => (
          <li key={code}>{says}</li>
        ))}
      </ul>
      {open.length > 0 && (
        <p>
          <strong>Not known:</strong> {open.join('; ')}.
        </p>
      )}
      <p className="nhsuk-hint">Source: {sources.join('; ')}.</p>
    </>
  )
}
