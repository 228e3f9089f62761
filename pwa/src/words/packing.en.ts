import type { packing_ja } from './packing.ja'

export const packing_en: Record<keyof typeof packing_ja, string> = {}
