import type { HistoryChart as Chart, ChartPiece } from '../../plugins/prices/price-data.ts'

/** The plot leaves room above the highest line and below the lowest. */
const placeOf = (height: number): string => `${92 - 0.8 * height}%`

/** A price along time, drawn in steps; readers of the table below it have everything that it says. */
export const HistoryChart = ({ chart }: { readonly chart: Chart }) => (
  <div className="chart" aria-hidden="true">
    <svg className="chart-marks">
      <title>{chart.unit}</title>
      {apart(chart.marks).map(({ text, height }) => (
        <text key={text} x="100%" y={placeOf(height)} dy="0.35em" textAnchor="end">
          {text}
        </text>
      ))}
    </svg>
    <svg className="chart-plot">
      <title>{chart.unit}</title>
      {chart.marks.map(({ text, height }) => (
        <line key={text} className="chart-level" x1="0" x2="100%" y1={placeOf(height)} y2={placeOf(height)} />
      ))}
      <line className="chart-base" x1="0" x2="100%" y1="100%" y2="100%" />
      {chart.pieces.map((piece, at) => (
        <Step key={`${piece.from} ${piece.height}`} piece={piece} previous={chart.pieces[at - 1]} />
      ))}
    </svg>
    <span className="chart-unit">{chart.unit}</span>
    <span className="chart-days">
      <span>{chart.first}</span>
      <span>{chart.last}</span>
    </span>
  </div>
)

function Step({ piece, previous }: { readonly piece: ChartPiece; readonly previous: ChartPiece | undefined }) {
  const [x, y] = [`${piece.from}%`, placeOf(piece.height)]
  return (
    <>
      {previous !== undefined && previous.until === piece.from && previous.height !== piece.height && (
        <line className="chart-rise" x1={x} x2={x} y1={placeOf(previous.height)} y2={y} />
      )}
      <line className={`chart-${piece.kind}`} x1={x} x2={`${piece.until}%`} y1={y} y2={y} />
    </>
  )
}

/** Labels that would run into each other are left out: the table has them. */
function apart(marks: Chart['marks']): Chart['marks'] {
  const kept: Chart['marks'][number][] = []
  for (const mark of marks) if ((kept.at(-1)?.height ?? 200) - mark.height >= 14) kept.push(mark)
  return kept
}
