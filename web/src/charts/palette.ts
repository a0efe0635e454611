/** Colours told apart by people with any kind of colour vision (Okabe and Ito, 2008), and shapes beside them. */
export const INK = '#1b2420';
export const LINE = '#c9d2ce';
export const MAIN = '#0072b2';
export const ACCENT = '#d55e00';
export const SOFT = 'rgb(86 180 233 / 55%)';

const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;
const SHAPES = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'crossRot'] as const;

export const markOf = (i: number) => ({
  color: COLOURS[i % COLOURS.length] as string,
  shape: SHAPES[i % SHAPES.length] as (typeof SHAPES)[number],
});
