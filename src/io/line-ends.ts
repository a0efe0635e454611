/**
 * Turns CRLF and lone CR into LF, in any mixture and across chunk borders. A sheet saved by one program and edited in
 * another may mix them, and the CSV parser silently merges rows of such a file.
 */
export class LineEnds {
  private afterReturn = false;

  /** Takes the next piece of text; gives it with LF line ends. Nothing is held back. */
  push(text: string): string {
    if (text === '') return '';
    const rest = this.afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.afterReturn = text.endsWith('\r');
    return rest.includes('\r') ? rest.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : rest;
  }
}
