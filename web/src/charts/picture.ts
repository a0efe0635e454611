/** A chart as a picture file. */
import { save } from '../download.ts';

/** White behind it: a chart is transparent, and black on black in some viewers. */
export function savePicture(canvas: HTMLCanvasElement, name: string): void {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (!context) return;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => blob && save(name, [blob], 'image/png'));
}
