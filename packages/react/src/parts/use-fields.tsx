import { type Issue, type Meter, type MeterId, meter } from '@ratecard/core'
import { meterName, unitName } from '@ratecard/core/messages/plain'
import type { Medium } from '../pricing/media-of.ts'
import type { Inputs } from '../state/inputs.ts'
import { TextField } from './field.tsx'
import { TextArea } from './text-area.tsx'
import { useWords } from './words.tsx'

interface UseFieldsProps {
  readonly inputs: Inputs
  readonly meters: readonly MeterId[]
  readonly media: readonly Medium[]
  /** Of the fields, by their paths. */
  readonly issues: readonly Issue[]
  readonly change: (changed: Partial<Inputs>) => void
  /** The server that texts are sent to; undefined where they stay in the page. */
  readonly sentTo?: string | undefined
}

const issueAt = (issues: readonly Issue[], path: string): Issue | undefined =>
  issues.find((issue) => issue.path === path)

/** What is used, said in the way of the chosen tab. */
export function UseFields(props: UseFieldsProps) {
  switch (props.inputs.tab) {
    case 'core-hours':
      return <CoreHourFields {...props} />
    case 'quantities':
      return <QuantityFields {...props} />
    default:
      return <TextFields {...props} />
  }
}

function TextFields({ inputs, media, issues, change, sentTo }: UseFieldsProps) {
  const { say } = useWords()
  const isConversation = inputs.tab === 'conversation'
  // What came by a link, or was dropped, can be taken out again.
  const isShown = (medium: Medium) => media.includes(medium) || inputs[medium] !== ''
  return (
    <div className="rc-fields">
      <TextArea {...{ inputs, change, sentTo }} label={say(isConversation ? 'text-of-turn' : 'text')} />
      {isShown('images') && (
        <TextField
          label={say('images')}
          hint={say('images-hint')}
          value={inputs.images}
          placeholder="1024x768, 512x512*3"
          issue={issueAt(issues, '/images')}
          onInput={(images) => change({ images })}
        />
      )}
      {isShown('audio') && (
        <TextField
          label={say('audio')}
          hint={say('audio-hint')}
          value={inputs.audio}
          placeholder="2m30s, 10s"
          issue={issueAt(issues, '/audio')}
          onInput={(audio) => change({ audio })}
        />
      )}
      <TextField
        label={say(isConversation ? 'output-of-turn' : 'output')}
        value={inputs.outputTokens}
        inputMode="numeric"
        issue={issueAt(issues, '/outputTokens')}
        onInput={(outputTokens) => change({ outputTokens })}
      />
      {isConversation && (
        <TextField
          label={say('turns')}
          hint={say('turns-hint')}
          value={inputs.turns}
          inputMode="numeric"
          issue={issueAt(issues, '/turns')}
          onInput={(turns) => change({ turns })}
        />
      )}
    </div>
  )
}

function QuantityFields({ inputs, meters, issues, change }: UseFieldsProps) {
  const { locale, say } = useWords()
  const hintOf = ({ unit }: Meter) => {
    if (unit === 'second') return say('duration-hint')
    return unit === 'byte' ? say('size-hint') : unitName(unit, locale)
  }
  return (
    <div className="rc-fields">
      {meters.map((id) => (
        <TextField
          key={id}
          label={meterName(id, locale)}
          hint={hintOf(meter(id))}
          value={inputs.quantities[id] ?? ''}
          inputMode="decimal"
          issue={issueAt(issues, `/quantities/${id}`)}
          onInput={(value) => change({ quantities: { ...inputs.quantities, [id]: value } })}
        />
      ))}
    </div>
  )
}

function CoreHourFields({ inputs, issues, change }: UseFieldsProps) {
  const { say } = useWords()
  return (
    <div className="rc-fields">
      <TextField
        label={say('cores')}
        value={inputs.cores}
        inputMode="decimal"
        issue={issueAt(issues, '/cores')}
        onInput={(cores) => change({ cores })}
      />
      <TextField
        label={say('duration')}
        hint={say('duration-hint')}
        value={inputs.duration}
        issue={issueAt(issues, '/duration')}
        onInput={(duration) => change({ duration })}
      />
      <TextField
        label={say('instances')}
        value={inputs.instances}
        inputMode="numeric"
        issue={issueAt(issues, '/instances')}
        onInput={(instances) => change({ instances })}
      />
    </div>
  )
}
