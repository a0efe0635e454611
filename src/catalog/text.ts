/** What people read, in both languages. */
export interface Text {
  en: string;
  ja: string;
}
