import { useEffect, useState } from 'preact/hooks'
import { type Counted, count_matches } from '../rules'
import { type CampaignContent, type CheckedCampaign, check_campaign } from './asks'

const SOON_MS = 300
export const LAST_ORDERS = 500

export type Known = {
  checked: CheckedCampaign | null
  /** How many of the last orders the condition matches, part by part. */
  counted: Counted | null
}

const NOTHING: Known = { checked: null, counted: null }

/** What the server says about a draft, a moment after the last change; nothing while it is not whole. */
export function use_checked(
  owner: string,
  content: CampaignContent | null,
  campaign_id: number | null,
): Known {
  const [known, learn] = useState(NOTHING)
  const key = JSON.stringify(content)
  useEffect(() => {
    let wanted = true
    const draft = JSON.parse(key) as CampaignContent | null
    const ask = async () => {
      if (draft === null) return learn(NOTHING)
      const checked = await check_campaign(owner, draft, campaign_id)
      const is_countable =
        draft.condition !== null &&
        checked.value?.problems.every((one) => !one.path.startsWith('condition'))
      const counted = is_countable
        ? await count_matches(owner, draft.condition ?? {}, LAST_ORDERS)
        : null
      if (wanted) learn({ checked: checked.value, counted: counted?.value ?? null })
    }
    const timer = setTimeout(() => void ask(), SOON_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [owner, key, campaign_id])
  return known
}
