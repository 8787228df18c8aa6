import { translate } from '@docusaurus/Translate'

/** Says one of the texts of `i18n/<locale>/code.json`. */
export const say = (id: string, values: Readonly<Record<string, string>> = {}): string =>
  translate({ id, message: id }, values)
