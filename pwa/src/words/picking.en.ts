import type { picking_ja } from './picking.ja'

export const picking_en: Record<keyof typeof picking_ja, string> = {}
