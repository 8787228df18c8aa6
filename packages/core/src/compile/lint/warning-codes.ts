/** What a waiver can silence. */
export const WARNING_CODES = [
  'lint-period-gap',
  'lint-tier-gap',
  'lint-facet-gap',
  'lint-cached-above-input',
  'lint-output-below-input',
  'lint-batch-not-below-standard',
  'lint-batch-factor-not-below-one',
  'lint-price-off-siblings',
  'lint-stale',
] as const
