import { chooseMode } from './choose-mode.ts'
import { compareModels } from './compare-models.ts'
import { copyReceipt } from './copy-receipt.ts'
import { countText } from './count-text.ts'
import { dropFiles } from './drop-files.ts'
import { holdConversation } from './hold-conversation.ts'
import { openLine } from './open-line.ts'
import { planMonth } from './plan-month.ts'
import { priceImages } from './price-images.ts'
import { priceMedia } from './price-media.ts'
import { readWarnings } from './read-warnings.ts'
import { seeTokens } from './see-tokens.ts'
import { shareLink } from './share-link.ts'
import type { Task } from './task.ts'
import { useKeyboard } from './use-keyboard.ts'
import { enterVectors } from './vectors.ts'

/** Every task of a reader, by its name. */
export const TASKS: Readonly<Record<string, Task>> = {
  'types a text, and sees a range and then the exact count': countText,
  'drops a text and an image': dropFiles,
  'sees the text token by token': seeTokens,
  'chooses model, scope, date and mode': chooseMode,
  'prices images': priceImages,
  'prices audio and video by their duration': priceMedia,
  'holds a conversation, and sees it grow': holdConversation,
  'compares models': compareModels,
  'plans a month': planMonth,
  'opens a line': openLine,
  'reads what to know': readWarnings,
  'copies the receipt': copyReceipt,
  'shares a link': shareLink,
  'does all that by keyboard alone': useKeyboard,
  'enters the conformance vectors, core-hours among them': enterVectors,
}
