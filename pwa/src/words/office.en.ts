import type { office_ja } from './office.ja'

export const office_en: Record<keyof typeof office_ja, string> = {}
