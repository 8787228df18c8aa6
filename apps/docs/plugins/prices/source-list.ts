import type { Tariff } from '@ratecard/core'
import { localized } from '@ratecard/core/messages'
import type { SourceNote } from './price-data.ts'
import type { Voice } from './price-text.ts'

type Source = Tariff['sources'][string]

/** The sources that a page refers to, numbered as they are first named. */
export class SourceList {
  readonly #notes = new Map<string, SourceNote>()
  readonly #voice: Voice

  constructor(voice: Voice) {
    this.#voice = voice
  }

  note(source: Source): SourceNote {
    const key = JSON.stringify(source)
    const note = this.#notes.get(key) ?? this.#noteOf(source)
    this.#notes.set(key, note)
    return note
  }

  numbers(sources: readonly (Source | undefined)[]): readonly string[] {
    return [...new Set(sources.flatMap((source) => (source ? this.note(source).number : [])))]
  }

  get all(): readonly SourceNote[] {
    return [...this.#notes.values()]
  }

  #noteOf({ title, url, checked, evidence, quote }: Source): SourceNote {
    const { locale, say } = this.#voice
    return {
      number: String(this.#notes.size + 1),
      title: localized(title, locale),
      url,
      checked,
      evidence: say(`evidence.${evidence}`),
      ...(quote !== undefined && { quote }),
    }
  }
}
