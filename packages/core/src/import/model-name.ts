/** A name that a tariff takes: one line of at most 200 characters, without space around it. */
export const isName = (text: string): boolean => /^(?!\s)[^\p{Cc}]{1,200}(?<!\s)$/u.test(text)

/** A name that a tariff takes for a provider. */
export const isProviderId = (text: string): boolean =>
  /^[A-Za-z0-9][\w.@:/+-]{0,99}$/.test(text) && !(text in Object.prototype)

/** The id of a card of a model from a day on, of the characters that ids have. */
export const cardId = (model: string, from: string): string =>
  `${model
    .replaceAll(/[^\w.@:/+-]/g, '_')
    .replace(/^[^A-Za-z0-9]/, '0$&')
    .slice(0, 150)}@${from}`
