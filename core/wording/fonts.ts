const SANS = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SERIF = "'Source Serif 4',Georgia,'Times New Roman',serif";

// Faces that draw the script come first: a Latin face in front would mix two of them in a line,
// and a Chinese face draws some characters otherwise than Japanese readers know them.
const OF_SCRIPT: Readonly<Record<string, { sans: string; serif: string }>> = {
  ja: {
    sans: "'Hiragino Sans','Hiragino Kaku Gothic ProN','Yu Gothic','Meiryo','Noto Sans JP'",
    serif: "'Hiragino Mincho ProN','Yu Mincho','Noto Serif JP'",
  },
  zh: {
    sans: "'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC'",
    serif: "'Songti SC','SimSun','Noto Serif SC'",
  },
  ar: {
    sans: "'Segoe UI','Geeza Pro','Noto Sans Arabic',Tahoma",
    serif: "'Noto Naskh Arabic','Geeza Pro','Times New Roman'",
  },
};

/** The font stacks of a language for mail and the payer's pages; nothing is loaded for them. */
export function fontsOf(language: string): { sans: string; serif: string } {
  const own = OF_SCRIPT[language];
  return own
    ? { sans: `${own.sans},${SANS}`, serif: `${own.serif},${SERIF}` }
    : { sans: SANS, serif: SERIF };
}
