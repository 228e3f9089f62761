import { has_words, t } from '../../words'
import type { ShopMessage } from './shop_asks'

/** What a kind of news is called. */
export function kind_words(kind: string): string {
  return t(`connections.kind.${kind as 'connection.test'}`)
}

/** Why there was no answer, or what the other side said to it. */
export function fault_words(fault: string): string {
  const key = `connections.fault.${fault}`
  return has_words(key) ? t(key) : fault
}

/** What a message of a shop is about. */
export function topic_words(topic: string): string {
  const key = `shop.topic.${topic.replace('/', '_')}`
  return has_words(key) ? t(key) : topic
}

/** What became of a message, or why somebody has to look, in the words of files where those fit. */
export function code_words({ code, detail }: Pick<ShopMessage, 'code' | 'detail'>): string {
  if (code === null) return ''
  const keys = [`shop.code.${code}`, `problem.${code}`, `refused.${code}`]
  const key = keys.find((one) => has_words(one))
  const words = key !== undefined && has_words(key) ? t(key) : code
  const { value } = detail as { value?: unknown }
  return typeof value === 'string' ? t('shop.code_of', { words, value }) : words
}
