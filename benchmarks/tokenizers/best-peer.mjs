/** The fastest engine but ours that counted a corpus exactly, by `pass` (`first` or `later`). */
export function bestPeer({ engines }, corpus, pass) {
  const exact = engines.filter(({ name, estimate, results }) => {
    return name !== 'ratecard' && !estimate && results[corpus].tokens === results[corpus].expected
  })
  return exact.reduce((best, engine) => (engine.results[corpus][pass] > best.results[corpus][pass] ? engine : best))
}

/** How many times as fast as the best exact peer we are. */
export function ratioToBestPeer(measured, corpus, pass) {
  const ours = measured.engines.find(({ name }) => name === 'ratecard')
  return ours.results[corpus][pass] / bestPeer(measured, corpus, pass).results[corpus][pass]
}
