/** `1000000` as `1,000,000`: digits after the point stay as they are, and both sides of a fraction are grouped. */
export const groupDigits = (number: string): string => number.split('/').map(groupIntegerPart).join('/')

const groupIntegerPart = (decimal: string): string =>
  decimal.replace(/^-?\d+/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','))
