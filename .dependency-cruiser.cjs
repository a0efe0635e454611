/**
 * The layers. Imports run downwards, never up:
 * cli, server, web → desk → runners, report, io → batch → decide → simulate → engine → hourly → assessment → catalog → formula.
 * i18n is read by report, cli, server and web only. formula … batch and io are pure: no Node built-ins.
 */
const RANKS = [
  ['cli', 'server', 'web'],
  ['desk'],
  ['runners', 'report', 'io'],
  ['batch'],
  ['decide'],
  ['simulate'],
  ['engine'],
  ['hourly'],
  ['assessment'],
  ['catalog'],
  ['formula'],
];
const PURE = [...RANKS.slice(3).flat(), 'io', 'desk'];
const TEST = '\\.test\\.ts$';
const USES_MATHJS = '^src/formula/(parse|units-mathjs)\\.ts$';

/** Path pattern of these layers. The page may lie in web/ or in src/web/. */
const layers = (names) => `^(src/)?(${names.join('|')})/`;

const downwards = RANKS.slice(1).map((rank, i) => ({
  name: `${rank.join('-')}-imports-no-higher-layer`,
  comment: 'Imports run downwards, never up.',
  severity: 'error',
  from: { path: layers(rank) },
  to: { path: layers(RANKS.slice(0, i + 1).flat()) },
}));

module.exports = {
  forbidden: [
    ...downwards,
    {
      name: 'io-stays-pure',
      comment: 'io is pure; its neighbours runners and report need not be.',
      severity: 'error',
      from: { path: layers(['io']) },
      to: { path: layers(['runners', 'report']) },
    },
    {
      name: 'i18n-for-the-edges-only',
      comment: 'Text is read by report, cli, server and web; everything below gives codes.',
      severity: 'error',
      from: { path: '^src/', pathNot: layers(['i18n', 'report', 'cli', 'server', 'web']) },
      to: { path: layers(['i18n']) },
    },
    {
      name: 'i18n-knows-no-edge',
      severity: 'error',
      from: { path: layers(['i18n']) },
      to: { path: layers(RANKS.slice(0, 3).flat()) },
    },
    {
      name: 'src-imports-no-tools',
      comment: 'What ships does not depend on the build, the tests or the benchmarks.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(tools|test|bench)/' },
    },
    {
      name: 'layers-import-no-entry',
      comment: 'src/index.ts gathers the layers; they do not know it.',
      severity: 'error',
      from: { path: layers([...RANKS.slice(1).flat(), 'i18n']), pathNot: TEST },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'pure-without-node',
      comment: 'These layers run unchanged in Node and the browser.',
      severity: 'error',
      from: { path: layers(PURE), pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'mathjs-only-parses',
      comment: 'mathjs is a parser and knows units; two files and the tools may import it.',
      severity: 'error',
      from: { pathNot: [USES_MATHJS, TEST, '^(tools|bench)/'] },
      to: { path: 'node_modules/mathjs/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist|coverage|fixtures|methodologies)/', '^node_modules/\\.'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
