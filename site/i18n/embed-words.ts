import { embedEn, type EmbedMessages } from './embed.en.ts';
import { embedZh } from './embed.zh-cn.ts';
import type { Locale } from './index.ts';

/** The words of embeds in one language. For build time. */
export const embedWords = (lang: Locale): EmbedMessages => ({ en: embedEn, 'zh-cn': embedZh })[lang];
