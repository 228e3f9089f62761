import { useEffect, useState } from 'preact/hooks'
import type { Refusal } from '../ask'
import { type Checked, type Counted, check_rule, count_matches, type RuleContent } from './asks'

const SOON_MS = 300
export const LAST_ORDERS = 500

export type CheckedDraft = {
  checked: Checked | null
  counted: Counted | null
  refusal: Refusal | null
  /** The newest answer is about an older draft. */
  busy: boolean
}

const NOTHING: CheckedDraft = { checked: null, counted: null, refusal: null, busy: true }

/** What the server says about a draft, a moment after the last change: what is wrong, and whom it matches. */
export function use_checked(
  owner: string,
  content: RuleContent,
  rule_id: number | null,
): CheckedDraft {
  const [known, learn] = useState(NOTHING)
  const key = JSON.stringify(content)
  useEffect(() => {
    let wanted = true
    learn((before) => ({ ...before, busy: true }))
    const rule = JSON.parse(key) as RuleContent
    const ask = async () => {
      const checked = await check_rule(owner, rule, rule_id)
      const is_countable = checked.value?.problems.every((one) => !one.path.startsWith('when.'))
      const counted = is_countable
        ? await count_matches(owner, rule['when'] as RuleContent, LAST_ORDERS)
        : null
      if (!wanted) return
      learn({
        checked: checked.value,
        counted: counted?.value ?? null,
        refusal: checked.refusal ?? counted?.refusal ?? null,
        busy: false,
      })
    }
    const timer = setTimeout(() => void ask(), SOON_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [owner, key, rule_id])
  return known
}
