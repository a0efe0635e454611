/** Where a writer puts its text, piece by piece. */
export interface Out {
  write(text: string): void;
}
