import type { work_ja } from './work.ja'

export const work_en: Record<keyof typeof work_ja, string> = {}
