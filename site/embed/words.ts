import { embedEn, type EmbedMessages } from '../i18n/embed.en.ts';
import { embedZh } from '../i18n/embed.zh-cn.ts';
import type { Locale } from '../i18n/index.ts';

/** The words of embeds in one language. For build time. */
export const embedWords = (lang: Locale): EmbedMessages => ({ en: embedEn, 'zh-cn': embedZh })[lang];
